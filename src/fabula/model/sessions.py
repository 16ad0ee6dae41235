"""Sessions of onnxruntime as all our networks run: one thread each, for windows and stretches run side by side."""

from __future__ import annotations

from typing import Any


def session(network: bytes) -> Any:
    """A session for a network given as ONNX."""
    import onnxruntime  # noqa: PLC0415 (a third of a second, for a reading only)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False  # windows and stretches differ in size
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
