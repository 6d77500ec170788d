"""A build for another processor is recognised before it dies of an unknown instruction."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.engine.native.bindings import Together
from desktop.engine.native.processor import FLAGS, built_for, missing

OLD = "processor : 0\nflags\t\t: fpu sse2 pni ssse3 avx\nbugs : none\n"
NEW = "flags : fpu pni ssse3 avx avx2 f16c fma bmi2 avx512f avx512cd avx512vl avx512dq avx512bw\n"


def test_what_an_old_processor_lacks_is_named():
    assert missing(["sse3", "avx", "avx2", "fma"], OLD) == ("AVX2", "FMA")


def test_a_processor_that_has_all_lacks_nothing():
    assert missing(["sse3", "ssse3", "avx", "avx2", "f16c", "fma", "bmi2", "avx512"], NEW) == ()


def test_a_part_of_an_instruction_set_is_not_enough():
    assert missing(["avx512"], NEW.replace(" avx512vl", "")) == ("AVX512",)


def test_a_kernel_that_does_not_tell_is_believed():
    assert missing(list(FLAGS), "Features : asimd\n") == ()


def test_functions_are_found_in_whichever_of_several_libraries_has_them():
    ggml = Together(SimpleNamespace(ggml_backend_dev_count=1), SimpleNamespace(ggml_backend_dev_name=2))
    assert (ggml.ggml_backend_dev_count, ggml.ggml_backend_dev_name) == (1, 2)
    with pytest.raises(AttributeError, match="ggml_cpu_has_avx"):
        _ = ggml.ggml_cpu_has_avx
    assert built_for(ggml) == []  # a build that chooses its module at run time needs nothing
