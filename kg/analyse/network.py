"""The shipped analyser: one network a language, run by onnxruntime on one thread, so that the same text gives the same parse everywhere.

The weights lie in `kg/pipelines/<language>/analyser.npz`: ONNX graphs, and matrices in int8 with a scale for each row, read back as float32.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.analyse.encoding import Encoder
from kg.analyse.lemmas import apply
from kg.analyse.names import best_tags
from kg.analyse.pieces import Pieces
from kg.analyse.tokens import Tokenizer
from kg.analyse.trees import one_rooted
from kg.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import onnxruntime
    from numpy.typing import NDArray

    from kg.analyse.encoding import Batch

__all__ = ["Network", "Row", "languages", "load"]

_FILE = "analyser.npz"
_WORDS = 1200  # words of a batch, with padding
_SPREAD, _SLACK = 1.6, 3  # the longest of a batch has at most so many times the words of the shortest, and so many more: padding costs as words do
_RUN = 160  # words of running text in which sentence ends are looked for at once
_OVERLAP = 20


class Row(NamedTuple):
    """What the network says of one word: UPOS, features (`Number=Sing|...`), lemma, head (from 1 in its sentence, 0 the root), relation, name tag.

    `surety` and `arc` are the probabilities of the name tag and of the head.
    """

    upos: str
    feats: str
    lemma: str
    head: int
    deprel: str
    name: str
    surety: float
    arc: float


@dataclass(frozen=True, slots=True)
class Network:
    """Weights, vocabularies and tokenizer of one language. `name` is name and version."""

    name: str
    tokenizer: Tokenizer
    encoder: Encoder
    labels: dict[str, tuple[str, ...]]
    tables: dict[str, NDArray[Any]]
    sessions: dict[str, onnxruntime.InferenceSession]

    def starts(self, texts: Sequence[Sequence[str]]) -> list[list[float]]:
        """Return the probability of each word of running texts (lists of words) to begin a sentence."""
        runs = [(n, at) for n, words in enumerate(texts) for at in _windows(len(words))]
        found = [[0.0] * len(words) for words in texts]
        for chosen in _batches([min(len(texts[n]) - at, _RUN) for n, at in runs]):
            batch = self.encoder.batch([texts[runs[k][0]][runs[k][1] : runs[k][1] + _RUN] for k in chosen])
            starts = self.sessions["ends"].run(None, {"e": self._vectors(batch), "lengths": batch.lengths})[0]
            for row, k in enumerate(chosen):
                n, at = runs[k]
                for i in range(_OVERLAP // 2 if at else 0, int(batch.lengths[row])):
                    found[n][at + i] = float(starts[row, i])
        return found

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[list[Row]]:
        """Analyse sentences; batches depend on these sentences alone, so the same article gives the same bytes in any company."""
        out: list[list[Row]] = [[] for _ in sentences]
        for chosen in _batches([len(s) + 1 for s in sentences]):
            for k, rows in zip(chosen, self._parsed([sentences[k] for k in chosen]), strict=True):
                out[k] = rows
        return out

    def _vectors(self, batch: Batch) -> NDArray[np.float32]:
        """Look up and compute what is known of each word by itself: sentences x words x width."""
        letters = self.sessions["letters"].run(None, {"chars": batch.chars})[0]
        rows = self.tables["pieces"][batch.pieces].astype(np.float32) * self.tables["pieces#scale"][batch.pieces]
        pieces = rows.sum(1) / batch.cuts[:, None].astype(np.float32) + self.tables["piece_bias"]
        word = self.tables["word"][batch.words].astype(np.float32) * self.tables["word#scale"][batch.words]
        return np.concatenate([word, np.concatenate([letters, pieces], 1)[batch.at]], 2).astype(np.float32)

    def _parsed(self, sentences: list[Sequence[str]]) -> Iterator[list[Row]]:
        batch = self.encoder.batch(sentences)
        tags, scripts, names, arcs, top = self.sessions["words"].run(None, {"e": self._vectors(batch), "lengths": batch.lengths})
        heads = np.zeros(batch.words.shape, np.int64)
        for b, n in enumerate(batch.lengths):
            heads[b, :n] = one_rooted(arcs[b, :n, : n + 1])
        relations = self.sessions["relations"].run(None, {"top": top, "heads": heads})[0]
        kinds = self.labels
        for b, forms in enumerate(sentences):
            found = best_tags(names[b, : len(forms)], kinds["names"])
            rows = []
            chances = _chances(arcs[b, : len(forms), : len(forms) + 1], heads[b, : len(forms)])
            for k, form in enumerate(forms):
                upos, _, feats = kinds["tags"][tags[b, k]].partition("\t")
                head = int(heads[b, k])
                relation = kinds["deps"][relations[b, k]] if head else "root"
                surety = float(np.exp(names[b, k, kinds["names"].index(found[k])]))
                rows.append(Row(upos, feats, apply(form, kinds["scripts"][scripts[b, k]]), head, relation, found[k], surety, chances[k]))
            yield rows


def _chances(scores: NDArray[np.float32], heads: NDArray[np.int64]) -> list[float]:
    """Return the probability of each word's head among all that it could hang on."""
    own = np.take_along_axis(scores, heads[:, None], 1)
    with np.errstate(over="ignore"):
        found: list[float] = (1 / np.exp(scores - own).sum(1)).round(4).tolist()
    return found


def languages() -> tuple[str, ...]:
    """Name the languages with a shipped network."""
    home = resources.files("kg") / "pipelines"
    return tuple(sorted(p.name for p in home.iterdir() if (p / _FILE).is_file())) if home.is_dir() else ()


def load(language: str) -> Network:
    """Load the network of a language. Raises `AnalysisError` if its file is damaged."""
    home = resources.files("kg") / "pipelines" / language
    try:
        with np.load(io.BytesIO((home / _FILE).read_bytes())) as stored:
            arrays = dict(stored)
        meta = json.loads(arrays.pop("meta").tobytes())
        return _built(meta, arrays, Tokenizer.of((home / "tokens.toml").read_bytes(), language))
    except (zipfile.BadZipFile, ValueError, KeyError) as error:
        raise AnalysisError("the shipped analyser is damaged", where=str(home / _FILE), advice="install kg again") from error


def _built(meta: dict[str, Any], arrays: dict[str, NDArray[Any]], tokenizer: Tokenizer) -> Network:
    vocabs = meta["vocabs"]
    index = {key: {word: n for n, word in enumerate(vocabs[key])} for key in ("words", "chars")}
    pieces = Pieces.of(meta["pieces"], arrays["scores"].astype(float).tolist())
    sessions = {key.removeprefix("graph/"): _session(key.removeprefix("graph/"), arrays) for key in arrays if key.startswith("graph/")}
    return Network(
        name=f"{meta['name']} {meta['version']}",
        tokenizer=tokenizer,
        encoder=Encoder(index["words"], index["chars"], pieces),
        labels={key: tuple(vocabs[key]) for key in ("tags", "deps", "scripts", "names")},
        tables={key: arrays[key] for key in ("pieces", "pieces#scale", "piece_bias", "word", "word#scale")},
        sessions=sessions,
    )


def _session(key: str, arrays: dict[str, NDArray[Any]]) -> onnxruntime.InferenceSession:
    """Open one graph on one thread with its weights put in."""
    import onnxruntime  # noqa: PLC0415  (only who analyses pays for it)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    names, values = [], []
    for name, array in arrays.items():
        if name.startswith(f"{key}/") and not name.endswith("#scale"):
            scale = arrays.get(f"{name}#scale")
            whole = array.astype(np.float32) if scale is None else array.astype(np.float32) * scale
            names.append(name.removeprefix(f"{key}/"))
            values.append(onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(whole)))
    if names:
        options.add_external_initializers(names, values)
    return onnxruntime.InferenceSession(arrays[f"graph/{key}"].tobytes(), options, providers=["CPUExecutionProvider"])


def _windows(length: int) -> range:
    """Return where overlapping runs of a text of `length` words begin."""
    return range(0, max(1, length - _OVERLAP), _RUN - _OVERLAP)


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yield items of about equal length together, at most `_WORDS` words with padding; empty ones are passed over."""
    chosen: list[int] = []
    for k in sorted((k for k, n in enumerate(lengths) if n), key=lambda k: lengths[k]):
        if chosen and (lengths[k] * (len(chosen) + 1) > _WORDS or lengths[k] > _SPREAD * lengths[chosen[0]] + _SLACK):
            yield chosen
            chosen = []
        chosen.append(k)
    if chosen:
        yield chosen
