"""Is an ONNX file harmless to run? Read before onnxruntime ever sees it.

A bundle may come from anywhere. The step graph needs a handful of plain operators; a graph with any
other (one that makes a terabyte of two numbers, say), with control flow (which may run for ever) or
with weights outside the file (which may name any file of the person's) is refused. The reader walks
the protocol buffer's fields directly: nothing is executed, and the ``onnx`` package is not needed.

Field numbers are those of ``onnx.proto``. This module must not know onnxruntime.
"""

from collections.abc import Iterator
from pathlib import Path

LARGEST_FILE = 1 << 30
"""Bytes; a step graph of this product is far below."""

_CONTROL_FLOW = frozenset({"If", "Loop", "Scan", "SequenceMap"})
_PLAIN = frozenset({
    "Add", "Cast", "Clip", "Concat", "Constant", "CumSum", "DequantizeLinear", "Div",
    "DynamicQuantizeLinear", "Exp", "Gather", "GatherND", "GRU", "Gemm", "Identity", "LSTM",
    "LayerNormalization", "Log", "LogSoftmax", "MatMul", "MatMulInteger", "Max", "Min", "Mul",
    "Neg", "Pow", "QuantizeLinear", "ReduceMax", "ReduceMean", "ReduceSum", "Relu", "Reshape",
    "Shape", "Sigmoid", "Slice", "Softmax", "Split", "Sqrt", "Squeeze", "Sub", "Tanh", "Transpose",
    "Trilu", "Unsqueeze",
})  # fmt: skip
"""What a recurrent language model is made of; none makes much out of little by itself."""
_DOMAINS = frozenset({"", "ai.onnx", "com.microsoft"})
_MICROSOFT = frozenset({
    "DynamicQuantizeLSTM", "DynamicQuantizeMatMul", "FusedMatMul", "GatherBlockQuantized",
    "MatMulIntegerToFloat", "MatMulNBits", "QuickGelu",
})  # fmt: skip
_MOST_NODES = 1000
_DEEPEST = 8

# ModelProto
_GRAPH, _FUNCTIONS = 7, 25
# GraphProto
_NODE, _INITIALIZER, _SPARSE = 1, 5, 15
# NodeProto
_OP_TYPE, _ATTRIBUTE, _DOMAIN = 4, 5, 7
# AttributeProto
_TENSOR, _SUBGRAPH, _TENSORS, _SUBGRAPHS = 5, 6, 10, 11
# TensorProto
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14


class ForeignGraphError(ValueError):
    """The graph must not be run; the message says why in one sentence."""


def check_graph(path: Path) -> None:
    """Refuse a model file that a step graph of ours can never be.

    Raises:
        ForeignGraphError: too large, no ONNX model, foreign operator, outside data.
        OSError: the file cannot be read.
    """
    if path.is_symlink() or not path.is_file():
        raise ForeignGraphError(f"{path.name} is not a plain file")
    if path.stat().st_size > LARGEST_FILE:
        raise ForeignGraphError(f"{path.name} is too large to be a language model of this editor")
    data = memoryview(path.read_bytes())
    try:
        graphs = [value for field, value in _fields(data) if field == _GRAPH]
        if any(field == _FUNCTIONS for field, _ in _fields(data)):
            raise ForeignGraphError("the model defines functions of its own")
        if len(graphs) != 1:
            raise ForeignGraphError(f"{path.name} is not an ONNX model")
        _check(graphs[0], 0)
    except (IndexError, UnicodeDecodeError) as error:
        raise ForeignGraphError(f"{path.name} is not an ONNX model") from error


def _check(graph: memoryview, depth: int) -> None:
    if depth > _DEEPEST:
        raise ForeignGraphError("the model's graphs are nested too deeply")
    nodes = 0
    for field, value in _fields(graph):
        if field == _NODE:
            nodes += 1
            _check_node(value)
        elif field == _INITIALIZER:
            _check_tensor(value)
        elif field == _SPARSE:
            raise ForeignGraphError("the model has sparse weights, which a step graph never has")
    if nodes > _MOST_NODES:
        raise ForeignGraphError(f"the model has {nodes:,} operators, far more than a step graph")


def _check_node(node: memoryview) -> None:
    operator, domain = "", ""
    for field, value in _fields(node):
        if field == _OP_TYPE:
            operator = bytes(value).decode()
        elif field == _DOMAIN:
            domain = bytes(value).decode()
        elif field == _ATTRIBUTE:
            for inner, content in _fields(value):
                if inner in (_SUBGRAPH, _SUBGRAPHS):
                    raise ForeignGraphError("the model has a graph inside an operator")
                if inner in (_TENSOR, _TENSORS):
                    _check_tensor(content)
    if operator in _CONTROL_FLOW:
        raise ForeignGraphError(f"the model has the operator {operator}, which may never end")
    if domain not in _DOMAINS or operator not in (
        _MICROSOFT if domain == "com.microsoft" else _PLAIN
    ):
        name = f"{domain}:{operator}" if domain else operator
        raise ForeignGraphError(f"the model has the foreign operator {name}")


def _check_tensor(tensor: memoryview) -> None:
    for field, value in _fields(tensor):
        if field == _EXTERNAL_DATA or (field == _DATA_LOCATION and bytes(value) != b"\x00"):
            raise ForeignGraphError("the model keeps weights outside its file")


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """(field number, content) of a message; a number's content is its raw bytes."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        wire = tag & 7
        if wire == 0:
            start = at
            _, at = _varint(data, at)
        elif wire == 2:
            length, start = _varint(data, at)
            at = start + length
        elif wire in (1, 5):
            start = at
            at += 8 if wire == 1 else 4
        else:
            raise IndexError("unknown wire type")
        if at > len(data):
            raise IndexError("cut short")
        yield tag >> 3, data[start:at]


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise IndexError("number too long")
