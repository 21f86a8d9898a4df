"""Calls a Python function on blocks of raw elements: standard input to standard output.

usage: python_adapter.py MODULE:FUNCTION DTYPE [NAME=VALUE]...

The function gets a one-dimensional NumPy array and returns as many elements of the same type. A function of torch's gets
a tensor. bf16 is ml_dtypes' where that is installed, and otherwise bit patterns (uint16).
"""
import importlib
import os
import sys

try:
    import numpy
except ImportError:
    sys.exit("NumPy is not installed for this Python: apt-get install python3-numpy, or pip install numpy")

BLOCK = 1 << 20
TYPES = {"f32": "<f4", "f64": "<f8", "f16": "<f2"}


def element_type(name):
    if name in TYPES:
        return numpy.dtype(TYPES[name])
    try:
        return numpy.dtype(importlib.import_module("ml_dtypes").bfloat16)
    except ImportError:
        return numpy.dtype("<u2")


def resolve(target):
    module, colon, name = target.partition(":")
    if not colon:
        sys.exit(f"'{target}': give MODULE:FUNCTION")
    sys.path.insert(0, os.getcwd())
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as reason:
        sys.exit(f"'{target}': {reason}")
    if module.split(".")[0] == "torch":
        tensor = importlib.import_module("torch").from_numpy
        return lambda x, **named: found(tensor(x.copy()), **named).numpy()
    return found


def main(target, dtype, *named):
    # What the function prints must not come between the results.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    function, element = resolve(target), element_type(dtype)
    parameters = {name: float(value) for name, value in (pair.split("=") for pair in named)}
    while block := sys.stdin.buffer.read(BLOCK * element.itemsize):
        x = numpy.frombuffer(block, element)
        with numpy.errstate(all="ignore"):
            y = numpy.asarray(function(x, **parameters))
        if y.shape != x.shape or y.dtype != element:
            sys.exit(f"'{target}' returns {y.dtype}{y.shape} for {element}{x.shape}")
        results.write(y.tobytes())
        results.flush()


main(*sys.argv[1:])
