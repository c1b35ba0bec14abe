"""The pipelines that ship with the package: weights in float16, one xz file a language."""

from __future__ import annotations

import gc
import lzma
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import AnalysisError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["languages", "load"]


def languages() -> tuple[str, ...]:
    """Name the languages with a shipped pipeline."""
    home = resources.files("kg") / "pipelines"
    return tuple(sorted(p.name for p in home.iterdir() if (p / "pipeline.xz").is_file())) if home.is_dir() else ()


def load(language: str) -> Language:
    """Load a shipped pipeline. Raises `AnalysisError` if the file is damaged."""
    import srsly  # noqa: PLC0415  (spaCy takes a second to import: only who analyses pays it)
    from confection import Config  # noqa: PLC0415
    from spacy.util import load_model_from_config  # noqa: PLC0415
    from thinc.api import get_current_ops  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    ops = get_current_ops()
    if hasattr(ops, "use_blis"):
        ops.use_blis = False  # numpy's BLAS is several times faster on small matrices
    # Threads of the BLAS wait in a spin between small matrices: one is five times faster here than two (tools/benchmark.txt).
    threadpool_limits(limits=1, user_api="blas")
    path = resources.files("kg") / "pipelines" / language / "pipeline.xz"
    try:
        packed = srsly.msgpack_loads(lzma.decompress(path.read_bytes()))
    except (lzma.LZMAError, ValueError) as error:
        raise AnalysisError("the shipped pipeline is damaged", where=str(path), advice="install kg again") from error
    nlp = load_model_from_config(Config().from_str(packed["config"]), auto_fill=True)
    nlp.from_bytes(srsly.msgpack_dumps(_restored(packed["state"])), exclude=["tokenizer", "config.cfg"])
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {form: rule for form, rule in tokenizer.rules.items() if form not in set(packed["not_abbreviations"])}
    nlp.config["nlp"]["before_creation"] = None  # a saved copy must load without our training script
    nlp.meta["name"], nlp.meta["version"] = packed["name"], packed["version"]
    gc.collect()
    gc.freeze()  # what was loaded lives on: the collector need not walk it again for each article
    return nlp


def _restored(state: object) -> object:
    """Undo the packing: nested messages become bytes again, float16 becomes float32."""
    import numpy  # noqa: ICN001, PLC0415
    import srsly  # noqa: PLC0415

    if isinstance(state, dict):
        if set(state) == {"__packed__"}:
            return srsly.msgpack_dumps(_restored(state["__packed__"]))
        return {key: _restored(value) for key, value in state.items()}
    if isinstance(state, list | tuple):
        return [_restored(item) for item in state]
    if isinstance(state, numpy.ndarray) and state.dtype == numpy.float16:
        return state.astype(numpy.float32)
    return state
