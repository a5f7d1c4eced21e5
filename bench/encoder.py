"""The sentence encoder on one core, beside the reference implementation in the same run.

    engine/.venv/bin/python -m bench.encoder [--json OUT]

A message of about 20 word pieces; medians of 200 runs each, in turn: both vectors, as a message costs; the published vector
alone; and the reference for that one, transformers' TFBertModel in a tf.function.
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
    encoders = {"both": SentenceEncoder(), "published": SentenceEncoder(taught=None)}
    ids = encoders["both"]._tokenizer.encode(SENTENCE).ids
    model = TFBertModel.from_pretrained(str(model_folder()))
    reference = tf.function(lambda batch: tf.reduce_mean(model(batch).last_hidden_state, axis=1), reduce_retracing=True)
    batch = tf.constant([ids])
    times: dict[str, list[float]] = {"both": [], "published": [], "reference": []}
    for run in range(RUNS + 10):
        for name in times:
            began = time.perf_counter()
            if name == "reference":
                reference(batch).numpy()
            else:
                encoders[name]._cache.clear()
                encoders[name].encode([SENTENCE])
            if run >= 10:
                times[name].append(time.perf_counter() - began)
    medians = {name: 1000 * statistics.median(values) for name, values in times.items()}
    print(f"{len(ids)} tokens, one core, median of {RUNS}:")
    for name, value in medians.items():
        print(f"  {name:10} {value:6.2f} ms")
    ratio = medians["published"] / medians["reference"]
    print(f"  ratio      {ratio:6.2f}")
    figures.write(arguments.json, {"ours_ms": medians["both"], "to_reference": ratio})


if __name__ == "__main__":
    main()
