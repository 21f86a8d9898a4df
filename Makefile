# actbench: `make` builds build/actbench, `make bench` measures everything, `make test` proves it. `make help` lists the rest.
SHELL   := /bin/bash
.DEFAULT_GOAL := build/actbench
BUILD   ?= build
CC      ?= gcc

# What is installed decides what is built in; pkg-config names are those of Debian's -dev packages.
have     = $(shell pkg-config --exists $(1) 2>/dev/null && echo yes)

WARN     := -Wall -Wextra -Wpedantic -Wconversion -Werror
# -fno-plt and -z now: with lazy binding two byte-identical loops that call libm can differ by 20 percent.
CFLAGS   ?= -O2 -g
ALL_CFLAGS := -std=gnu17 $(CFLAGS) $(WARN) -fno-plt -fno-semantic-interposition -fopenmp -Iharness -MMD -MP $(EXTRA_CFLAGS)
LDFLAGS  := -Wl,-z,now -fopenmp $(EXTRA_LDFLAGS)
LDLIBS   := -lmpfr -lgmp -lgsl -lgslcblas -lcsv -lm

ifeq ($(call have,sleef),yes)
ALL_CFLAGS += -DACTBENCH_HAVE_SLEEF
LDLIBS   := -lsleef $(LDLIBS)
endif

# Inner loops of the measurement itself: vectorised, but never allowed to change a value.
HOT_FLAGS := -O3 -fno-trapping-math -fno-math-errno -ffp-contract=off
# Implementations are compiled exactly as written.
IMPL_FLAGS := -ffp-contract=off -fopenmp-simd

HARNESS  := $(filter-out harness/main.c,$(wildcard harness/*/*.c))
IMPLS    := $(wildcard impls/*/*.c impls/*/*/*.c)
# Files that register kernels on `real` are compiled once per dtype.
REAL     := $(shell grep -lE 'REGISTER_(REAL|POINTWISE)' $(IMPLS) /dev/null)
PLAIN    := $(filter-out $(REAL),$(IMPLS))

HARNESS_OBJ := $(HARNESS:%.c=$(BUILD)/%.o)
IMPL_OBJ := $(PLAIN:%.c=$(BUILD)/%.o) $(REAL:%.c=$(BUILD)/%.f32.o) $(REAL:%.c=$(BUILD)/%.f64.o)
OBJ      := $(HARNESS_OBJ) $(IMPL_OBJ)

$(BUILD)/actbench: $(BUILD)/harness/main.o $(OBJ)
	$(CC) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/harness/accuracy/%.o $(BUILD)/harness/reference/%.o $(BUILD)/harness/claims/%_float.o \
$(BUILD)/harness/claims/float_maps.o: ALL_CFLAGS += $(HOT_FLAGS)

$(BUILD)/harness/%.o: harness/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/impls/%.f32.o: impls/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(IMPL_FLAGS) -DACTBENCH_REAL_F32 -c -o $@ $<

$(BUILD)/impls/%.f64.o: impls/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(IMPL_FLAGS) -DACTBENCH_REAL_F64 -c -o $@ $<

$(BUILD)/impls/%.o: impls/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(IMPL_FLAGS) -c -o $@ $<

TESTS    := $(wildcard tests/*.c tests/*/*.c)
TEST_OBJ := $(TESTS:%.c=$(BUILD)/%.o)

$(BUILD)/tests/run: $(TEST_OBJ) $(OBJ)
	$(CC) -o $@ $^ $(LDFLAGS) -lcheck -lsubunit -lrt -lpthread $(LDLIBS)

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -c -o $@ $<

-include $(TEST_OBJ:.o=.d) $(OBJ:.o=.d) $(BUILD)/harness/main.d
