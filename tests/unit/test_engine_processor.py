"""A build for another processor is recognised before it dies of an unknown instruction."""

from __future__ import annotations

from desktop.engine.native.processor import FLAGS, missing

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
