"""The sentence encoder on one core, beside the reference implementation in the same run.

    engine/.venv/bin/python -m bench.encoder [--json OUT]

A message of about 20 word pieces; medians of 200 runs each, in turn. The reference is transformers' TFBertModel in a tf.function.
"""

from __future__ import annotations

import os
import statistics
import time

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import tensorflow as tf
from transformers import TFBertModel

from bench import figures
from engine.encoder import SentenceEncoder, model_folder

RUNS = 200
SENTENCE = "the bank sold my house last year and now they say i still owe money can they"


def main() -> None:
    arguments = figures.parser(__doc__).parse_args()
    encoder = SentenceEncoder()
    ids = encoder._tokenizer.encode(SENTENCE).ids
    model = TFBertModel.from_pretrained(str(model_folder()))
    reference = tf.function(lambda batch: tf.reduce_mean(model(batch).last_hidden_state, axis=1), reduce_retracing=True)
    batch = tf.constant([ids])
    times: dict[str, list[float]] = {"ours": [], "reference": []}
    for run in range(RUNS + 10):
        encoder._cache.clear()
        began = time.perf_counter()
        encoder.encode([SENTENCE])
        between = time.perf_counter()
        reference(batch).numpy()
        ended = time.perf_counter()
        if run >= 10:
            times["ours"].append(between - began)
            times["reference"].append(ended - between)
    medians = {name: 1000 * statistics.median(values) for name, values in times.items()}
    print(f"{len(ids)} tokens, one core, median of {RUNS}:")
    for name, value in medians.items():
        print(f"  {name:10} {value:6.2f} ms")
    print(f"  ratio      {medians['ours'] / medians['reference']:6.2f}")
    figures.write(arguments.json, {"ours_ms": medians["ours"], "to_reference": medians["ours"] / medians["reference"]})


if __name__ == "__main__":
    main()
