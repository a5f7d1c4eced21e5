"""Rasa starts without TensorFlow, and never in silence where it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.no_tensorflow import apply

STARTS = """
from engine import no_tensorflow
assert no_tensorflow.apply()
import rasa.__main__, rasa.core.agent, rasa.engine.recipes.default_components
import tensorflow as tf
try:
    tf.constant([1.0])
except RuntimeError as error:
    print(error)
import sys
real = [name for name, module in sys.modules.items() if name.startswith("tensorflow") and "__file__" in vars(module)]
print("real:", real)
"""


def test_rasa_is_imported_and_the_real_one_is_not() -> None:
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", STARTS], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "TensorFlow was left out, because config.yml names nothing that needs it (engine/no_tensorflow.py)",
        "real: []",
    ]


@pytest.mark.parametrize("name", ["DIETClassifier", "TEDPolicy", "rasa.core.policies.ted_policy.TEDPolicy"])
def test_a_pipeline_that_needs_it_has_it(name: str, tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text(f"pipeline:\n  - name: {name}\n    epochs: 1\n")
    before = list(sys.meta_path)
    assert not apply(config)
    assert sys.meta_path == before
