"""Calls a Python function on blocks of raw elements: standard input to standard output.

usage: python_adapter.py MODULE:FUNCTION DTYPE [NAME=VALUE]...

The function gets a one-dimensional NumPy array and returns as many elements of the same type. A function of torch's gets
a tensor. bf16 is ml_dtypes' where that is installed, and otherwise bit patterns (uint16).

What is wrong is said in one line; the exit status is TOLD and the one that the program is to end with.
"""
import importlib
import os
import sys

TOLD, USAGE, MISSING = 100, 2, 3


def give_up(status, what):
    print(f"actbench: judge: {sys.argv[1]}: " + " ".join(what.split()), file=sys.stderr)
    sys.exit(TOLD + status)


try:
    import numpy
except ImportError:
    give_up(MISSING, f"NumPy is not installed for {sys.executable}: apt-get install python3-numpy, or pip install numpy")

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
    module, _, name = target.partition(":")
    sys.path.insert(0, os.getcwd())
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except Exception as reason:  # the module's own code runs here
        give_up(USAGE, f"{type(reason).__name__}: {reason}")
    if not callable(found):
        give_up(USAGE, f"is no function: it is {found!r:.60}")
    if module.split(".")[0] == "torch":
        tensor = importlib.import_module("torch").from_numpy
        return lambda x, **named: found(tensor(x.copy()), **named).numpy()
    return found


def call(function, x, parameters):
    try:
        with numpy.errstate(all="ignore"):
            y = numpy.asarray(function(x, **parameters))
    except Exception as reason:
        give_up(USAGE, f"{type(reason).__name__}: {reason}: on the {len(x)} inputs from {x[0]} to {x[-1]}")
    if y.shape != x.shape or y.dtype != x.dtype:
        give_up(USAGE, f"returns {y.dtype}{y.shape} for {x.dtype}{x.shape}")
    return y


def main(target, dtype, *named):
    # What the function prints must not come between the results.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    function, element = resolve(target), element_type(dtype)
    parameters = {name: float(value) for name, value in (pair.split("=") for pair in named)}
    while block := sys.stdin.buffer.read(BLOCK * element.itemsize):
        results.write(call(function, numpy.frombuffer(block, element), parameters).tobytes())
        results.flush()


main(*sys.argv[1:])
