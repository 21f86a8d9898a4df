# actbench: `make` builds build/actbench, `make bench` measures everything, `make test` proves it. `make help` lists the rest.
SHELL   := /bin/bash
MAKEFLAGS += --no-builtin-rules
BUILD   ?= build
ifeq ($(origin CC),default)
CC      := gcc
endif
# `make test CROSS=aarch64` builds with Debian's cross compiler and runs what it built under qemu-user.
ifdef CROSS
CC      := $(CROSS)-linux-gnu-gcc
BUILD   := build/$(CROSS)
SYSROOT := $(abspath $(BUILD)/root/usr)
EXTRA_CFLAGS  += -isystem $(SYSROOT)/include -isystem $(SYSROOT)/include/$(CROSS)-linux-gnu
EXTRA_LDFLAGS += -L$(SYSROOT)/lib/$(CROSS)-linux-gnu -Wl,-rpath-link,$(SYSROOT)/lib/$(CROSS)-linux-gnu
EMULATOR ?= qemu-$(CROSS) -L /usr/$(CROSS)-linux-gnu -E LD_LIBRARY_PATH=$(SYSROOT)/lib/$(CROSS)-linux-gnu
endif
# `make V=1` shows the commands.
Q       := $(if $(V),,@)
# On a terminal the build is one line that changes; elsewhere each step has its own.
say      = @if [ -t 1 ] && [ -z "$(V)" ]; then printf '\r\033[K  %s' '$(1)'; case '$(1)' in LD*) echo;; esac; else echo '  $(1)'; fi

TARGET   := $(shell $(CC) -dumpmachine 2>/dev/null)
COMPILER := $(shell $(CC) --version 2>/dev/null | head -n 1)
x86      := $(filter x86_64%,$(TARGET))
arm      := $(filter aarch64%,$(TARGET))
# What links decides what is built in. $(call links,HEADER,SYMBOL,FLAGS): yes, if a program that includes the header and
# names the symbol links.
links     = $(shell echo 'int main(void) { return (int)(long)&$(2); }' | \
    $(CC) $(CFLAGS) $(addprefix -include ,$(1)) -x c - $(3) -o /dev/null 2>/dev/null && echo yes)

# (-Wno-psabi: vectors wider than the baseline's never cross a function that is not inlined.)
WARN     := -Wall -Wextra -Wpedantic -Wconversion
# A table's last columns may be left out; clang would have them where a row has no designator.
ifneq ($(findstring clang,$(COMPILER)),)
WARN     += -Wno-missing-field-initializers
endif
# -fno-plt and -z now: with lazy binding two byte-identical loops that call libm can differ by 20 percent.
# -falign-functions: two copies of one loop at different offsets within a cache line can differ by 10 percent.
# -gdwarf-4: valgrind cannot read clang's version 5.
CFLAGS   ?= -O2 -gdwarf-4
ALL_CFLAGS := -std=gnu17 $(CFLAGS) $(WARN) -fno-plt -falign-functions=64 -fno-semantic-interposition -fopenmp -Iharness -MMD -MP $(EXTRA_CFLAGS)
LDFLAGS  := -Wl,-z,now -fopenmp $(EXTRA_LDFLAGS)
# With gslcblas before it, OpenBLAS would be linked and never called.
CBLAS    := $(if $(call links,cblas.h,cblas_dgemm,-lopenblas),-lopenblas,-lgslcblas)
LDLIBS   := -lmpfr -lgmp -lgsl $(CBLAS) -lcsv -lz -lm

ifeq ($(call links,sleef.h,Sleef_expd2_u10,-lsleef),yes)
ALL_CFLAGS += -DACTBENCH_HAVE_SLEEF
LDLIBS   := -lsleef $(LDLIBS)
endif

include impls/peers/peers.mk

# Inner loops of the measurement itself: vectorised, but never allowed to change a value.
HOT_FLAGS := -O3 -fno-trapping-math -fno-math-errno -ffp-contract=off -Wno-psabi
# Implementations are compiled exactly as written.
IMPL_FLAGS := -ffp-contract=off -fopenmp-simd -Iimpls

# SLEEF's vector functions have the names of instruction sets that only x86-64 has.
HARNESS  := $(filter-out harness/main.c $(if $(x86),,harness/reference/sleef_%.c),$(wildcard harness/*/*.c))
IMPLS    := $(wildcard impls/*/*.c impls/*/*/*.c)
# Files that register kernels on `real` are compiled once per dtype.
REAL     := $(shell grep -lE 'REGISTER_(REAL|POINTWISE)' $(IMPLS) /dev/null)
# Vector kernels are compiled once per instruction set; the program calls what the machine has.
VECTOR   := $(shell grep -l 'simd/kernel.h' $(IMPLS) /dev/null)
VECTOR_SETS := portable $(if $(x86),avx2 avx512) $(if $(arm),neon)
# Four vectors are in flight only if the compiler interleaves them, which gcc does when told to.
VECTOR_FLAGS := -O3 $(if $(findstring clang,$(COMPILER)),,-fschedule-insns -fno-schedule-insns2)
VECTOR_FLAGS_avx2   := -DACTBENCH_ISA_AVX2 -mavx2 -mfma
VECTOR_FLAGS_neon   := -DACTBENCH_ISA_NEON
VECTOR_FLAGS_avx512 := -DACTBENCH_ISA_AVX512 -mavx512f -mavx512dq -mavx512vl -mfma -mtune=icelake-server
# Textbook loops as their users compile them, once per dtype and instruction set.
AUTO     := $(filter %_auto.c,$(IMPLS))
AUTO_FLAGS := -O3 -ffast-math -ffp-contract=fast $(if $(findstring clang,$(COMPILER)),-Wno-pass-failed -fveclib=libmvec)
AUTO_FLAGS_avx2   := -DACTBENCH_ISA_AVX2 -mavx2 -mfma
AUTO_FLAGS_neon   := -DACTBENCH_ISA_NEON
AUTO_FLAGS_avx512 := -DACTBENCH_ISA_AVX512 -mavx512f -mavx512dq -mavx512bw -mavx512vl -mfma -mprefer-vector-width=512
# Calls of other projects' libraries, compiled as their users would.
PEERS    := $(filter impls/%/peers/%.c,$(IMPLS))
PEER_FLAGS := -O3
PLAIN    := $(filter-out $(REAL) $(VECTOR) $(AUTO),$(IMPLS))

# The loops over blocks are compiled for each level of the x86-64 instruction sets.
LOOPS    := harness/truth/block_loops
LEVELS   := baseline $(if $(x86),v3 v4)
HARNESS_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(LOOPS).c,$(HARNESS))) $(LEVELS:%=$(BUILD)/$(LOOPS).%.o)
VECTOR_OBJ := $(foreach set,$(VECTOR_SETS),$(VECTOR:%.c=$(BUILD)/%.$(set).o))
AUTO_OBJ := $(foreach set,$(VECTOR_SETS),$(AUTO:%.c=$(BUILD)/%.f32.$(set).o) $(AUTO:%.c=$(BUILD)/%.f64.$(set).o))
PEER_OBJ := $(filter $(PEERS:%.c=$(BUILD)/%.%),$(PLAIN:%.c=$(BUILD)/%.o) $(REAL:%.c=$(BUILD)/%.f32.o) $(REAL:%.c=$(BUILD)/%.f64.o))
IMPL_OBJ := $(PLAIN:%.c=$(BUILD)/%.o) $(REAL:%.c=$(BUILD)/%.f32.o) $(REAL:%.c=$(BUILD)/%.f64.o) $(EIGEN_OBJ) $(VECTOR_OBJ) $(AUTO_OBJ)
OBJ      := $(HARNESS_OBJ) $(IMPL_OBJ)

# A warning is an error in the files that git keeps here; in a file that a user has put beside them it is shown, no more.
TRACKED  := $(shell git ls-files impls 2>/dev/null)
STRICT   := $(if $(TRACKED),-Werror)
GUESTS   := $(if $(TRACKED),$(filter-out $(TRACKED),$(IMPLS)))
$(filter $(GUESTS:%.c=$(BUILD)/%.%),$(IMPL_OBJ)): STRICT :=
# Kernels where nothing looks for them, or in another language.
MISPLACED := $(filter-out impls/peers/eigen.cpp,$(wildcard impls/*.c impls/*/*/*/*.c \
              $(foreach depth,* */* */*/*,$(foreach kind,cc cpp cxx C,impls/$(depth).$(kind)))))

.PHONY: all kernels bench baseline train test test-exhaustive test-asan fuzz test-valgrind test-page pictures coverage trials lint format columns help clean
all: $(BUILD)/actbench

help:
	@sed -n 's/^#- //p' Makefile

#- make                 builds build/actbench
#- make bench           does the whole job: installs what is missing, builds, measures, writes reports/ (about 25 minutes)
#- make bench QUICK=1   the same on a sample of the inputs (about two minutes)
#- make baseline        the same, then stores the run in reports/baseline/ for `actbench gate` (QUICK=1 as above)
#- make train           trains the networks behind the claims, on the digits and on Fashion-MNIST (about 10 minutes)
#- make clean           removes build/
# What is installed is looked at when make starts, so the build is a make of its own after the installation.
bench:
	@echo "This installs missing packages (scripts/setup.sh), builds $(BUILD)/actbench, measures every implementation" \
	    "($(if $(QUICK),about two minutes,about 25 minutes)) and writes reports/*.csv."
	@scripts/setup.sh
	@$(MAKE) --no-print-directory all
	@$(BUILD)/actbench bench $(if $(QUICK),--quick) $(ARGS)

baseline: bench
	@scripts/store_baseline.sh

#- make test            proves it; CROSS=aarch64: the kernels' Arm form, by the cross compiler under qemu-user
# (Under an emulator a program cannot start itself, and what takes seconds takes minutes.)
EMULATED_SUITES := registry vector_kernels bounds_over_parameters accuracy_inputs accuracy_promises narrow utf8 table rows
ifdef CROSS
test:
	@scripts/sysroot_$(CROSS).sh $(BUILD)/root
	@$(MAKE) --no-print-directory all $(BUILD)/tests/run
	@CK_TIMEOUT_MULTIPLIER=30 $(EMULATOR) $(BUILD)/tests/run $(EMULATED_SUITES)
else
test:
	@echo "This installs missing packages (scripts/setup.sh --test), builds the tests and runs them."
	@scripts/setup.sh --test
	@$(MAKE) --no-print-directory all $(BUILD)/tests/run
	@$(BUILD)/tests/run
endif

#- make columns         writes the tables of reports/COLUMNS.md anew, from the lists in harness/rows/columns/
columns: all
	@awk '/^<!-- columns / { print; skip = 1; close(table = "$(BUILD)/actbench columns " $$3); \
	    while ((table | getline line) > 0) print line; next } !(skip && /^\|/) { skip = 0; print }' \
	    reports/COLUMNS.md > $(BUILD)/COLUMNS.md && mv $(BUILD)/COLUMNS.md reports/COLUMNS.md

#- make test-asan       the tests under the address and undefined-behaviour sanitizers
test-asan:
	@scripts/setup.sh --test
	+@$(asan_build)
	@build/asan/tests/run
# (At -O1 with its checks in, gcc warns of what cannot be; some tests are left out.)
asan_build = $(MAKE) --no-print-directory BUILD=build/asan CFLAGS="-O1 -g" EXTRA_LDFLAGS="$(SANITIZE)" \
    EXTRA_CFLAGS="$(SANITIZE) -fno-omit-frame-pointer -Wno-array-bounds -Wno-format-truncation -Wno-unused-function" build/asan/actbench build/asan/tests/run
SANITIZE := -fsanitize=address,undefined

#- make fuzz            10,000 damaged files of every kind for every reader, under the sanitizers (hours); FUZZ=N for others
fuzz:
	@scripts/setup.sh --test
	+@$(asan_build)
	@ACTBENCH_FUZZ=$(if $(FUZZ),$(FUZZ),10000) CK_TIMEOUT_MULTIPLIER=1000 build/asan/tests/run fuzz

#- make test-exhaustive every bound that a source claims, on every float (about half an hour on two cores)
test-exhaustive:
	@scripts/setup.sh --test
	@$(MAKE) --no-print-directory all $(BUILD)/tests/run
	@ACTBENCH_STRIDE=1 $(BUILD)/tests/run bounds
	@$(BUILD)/actbench accuracy --dtype f32 --out $(BUILD)/exhaustive

#- make pictures        draws the pages' pictures again from the rows in reports/findings
PICTURED := sigmoid tanh elu gelu silu
pictures: all
	@for function in $(PICTURED); do $(BUILD)/actbench report reports/findings --pictures reports/pictures \
	    --function $$function --op forward --dtype f32 || exit 1; done

#- make test-page       the page in a real browser (Debian's chromium), with screenshots in build/page
test-page:
	@scripts/setup.sh --page
	@$(MAKE) --no-print-directory all
	@$(BUILD)/actbench report $(if $(DIR),$(DIR),reports/findings)
	@/usr/bin/python3 tests/page/browser_test.py $(if $(DIR),$(DIR),reports/findings)/index.html $(BUILD)/page

#- make test-valgrind   the tests under valgrind; not those that time, crash or run whole processes on purpose
VALGRIND_SUITES := table table_read rows journal utf8 print summary accuracy_ulp accuracy_planted accuracy_properties accuracy_weights shards \
    narrow registry claims_formula claims_ledger claims_verdicts claims_statistics gate environment training_data training_trial
test-valgrind:
	@scripts/setup.sh --test
	@$(MAKE) --no-print-directory all $(BUILD)/tests/run
	@CK_FORK=yes CK_TIMEOUT_MULTIPLIER=50 ACTBENCH_STRIDE=10000019 OPENBLAS_NUM_THREADS=1 valgrind --quiet --error-exitcode=9 \
	    --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite \
	    $(BUILD)/tests/run $(VALGRIND_SUITES)

#- make trials          builds, full disks, kills, what a system withholds, Arm, a bare Debian, tried (an hour; as root)
trials: all
	@for trial in scripts/trial_*.sh; do echo "$$trial:"; $$trial || exit 1; done

#- make lint            clang-format, cppcheck, clang-tidy, shellcheck, the floors and the names have nothing to say
LINTED   := $(wildcard harness/*.c harness/*/*.c)
lint: $(BUILD)/build_facts.h
	@scripts/check_floors.sh
	@scripts/check_names.sh
	@clang-format --dry-run -Werror $(shell git ls-files '*.c' '*.h')
	@cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr -Iharness -Iimpls \
	    --suppress=missingIncludeSystem -DBLOCK_LOOPS_TABLE=block_loops_baseline harness
	@for file in $(LINTED); do clang-tidy --quiet $$file -- -std=gnu17 -Iharness -Iimpls -I$(BUILD) -fopenmp \
	    -DBLOCK_LOOPS_TABLE=block_loops_baseline 2>/dev/null || exit 1; done
	@shellcheck -x scripts/*.sh

#- make format          lays the sources out as .clang-format says
format:
	@clang-format -i $(shell git ls-files '*.c' '*.h')

#- make coverage        line coverage of harness/ by the tests (needs gcovr)
coverage:
	@scripts/setup.sh --test
	@$(MAKE) --no-print-directory BUILD=build/coverage CFLAGS="-O1 -g --coverage" EXTRA_LDFLAGS=--coverage \
	    build/coverage/actbench build/coverage/tests/run
	@build/coverage/tests/run
	@gcovr --root . --filter harness/ build/coverage

train:
	@scripts/setup.sh
	@$(MAKE) --no-print-directory all
	@$(BUILD)/actbench train $(ARGS)

clean:
	rm -rf $(BUILD)

HEADERS  := mpfr.h gsl/gsl_rng.h csv.h zlib.h
$(BUILD)/toolchain.found: scripts/check_toolchain.sh $(BUILD)/flags/all
	@scripts/check_toolchain.sh "$(CC) $(CFLAGS) $(EXTRA_CFLAGS)" $(HEADERS)
	@touch $@

# What objects are built with, one file a set of flags. It changes, and with it the objects, only when they do.
FLAGS_all    := $(CC) $(COMPILER) $(ALL_CFLAGS)
FLAGS_hot     = $(HOT_FLAGS)
FLAGS_impls   = $(IMPL_FLAGS)
FLAGS_simd    = $(SIMD_FLAGS)
FLAGS_vector  = $(foreach set,FLAGS $(VECTOR_SETS:%=FLAGS_%),$(VECTOR_$(set)))
FLAGS_auto    = $(foreach set,FLAGS $(VECTOR_SETS:%=FLAGS_%),$(AUTO_$(set)))
FLAGS_peers   = $(PEER_FLAGS)
FLAGS_eigen   = $(CXX) $(EIGEN_CFLAGS)
FLAGS_proof   = $(PROOF_FLAGS)
$(BUILD)/flags/%: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(call in_quotes,$(FLAGS_$*))' > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
.PRECIOUS: $(BUILD)/flags/%
in_quotes = $(subst ','\'',$(1))

# It changes when a source file comes or goes, for one that is removed must be linked out, and when the libraries do.
$(BUILD)/objects: FORCE
	@mkdir -p $(@D)
	@for file in $(MISPLACED); do \
	    echo "actbench: $$file would not be built in: a kernel is a C file impls/FUNCTION/VARIANT.c; move it there" >&2; exit 2; done
	@printf '%s\n' '$(call in_quotes,$(LDFLAGS) $(LDLIBS))' $(OBJ) > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/actbench: $(BUILD)/harness/main.o $(OBJ) $(BUILD)/objects
	$(call say,LD $@)
	$(Q)$(CC) -o $@ $(filter %.o,$^) $(LDFLAGS) $(LDLIBS)

#- make kernels         builds build/kernels.so: this tree's kernels, to be timed beside another tree's (speed --beside)
# The program's own objects, without other projects' libraries; it takes what it calls from the program that loads it.
KERNEL_OBJ := $(foreach object,$(IMPL_OBJ),$(if $(findstring /peers/,$(object)),,$(object)))
kernels: $(BUILD)/kernels.so
# $(call link_kernels,FILE): a shared object of the prerequisites with the plugin's table by FILE.
link_kernels = $(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -fPIC \
    -x c $(1) -x none $(filter %.o,$^) -shared -o $@ -Wl,--version-script=$@.map -Wl,-z,now $(EXTRA_LDFLAGS)
kernels_map = { global: actbench_plugin; local: *; };
$(BUILD)/kernels.so: $(KERNEL_OBJ) $(BUILD)/objects
	$(call say,LD $@)
	@echo '$(kernels_map)' > $@.map
	$(Q)printf '%s\n' '#include "registry/implementation.h"' 'ACTBENCH_PLUGIN;' | $(call link_kernels,-)

HOT_ROOMS := calls inputs truth judge search certify accuracy reference training
HOT_OBJ  := $(filter $(HOT_ROOMS:%=$(BUILD)/harness/%/%) $(BUILD)/harness/claims/identities_float.o $(BUILD)/harness/claims/float_maps.o,$(OBJ))
$(HOT_OBJ): ALL_CFLAGS += $(HOT_FLAGS)

# Approximations that are written for the compiler to vectorise. (gcc's partial redundancy elimination splits the paths
# of values held within bounds, and then finds control flow in the loop; clang complains of loops that it leaves.)
SIMD_FLAGS := -O3 -fno-trapping-math -fno-math-errno $(if $(findstring clang,$(COMPILER)),-Wno-pass-failed,-fno-tree-pre)
SIMD     := $(shell grep -l 'REGISTER_POINTWISE_SIMD' $(IMPLS) /dev/null)
SIMD_OBJ := $(SIMD:%.c=$(BUILD)/%.f32.o) $(SIMD:%.c=$(BUILD)/%.f64.o)
$(SIMD_OBJ): ALL_CFLAGS += $(SIMD_FLAGS)

$(PEER_OBJ): ALL_CFLAGS += $(PEER_FLAGS)

# (Not -march=x86-64-v3: it has more than the vector instructions, all of which would have to be looked for.)
$(BUILD)/$(LOOPS).v3.o: ALL_CFLAGS += -mavx2 -mfma
$(BUILD)/$(LOOPS).v4.o: ALL_CFLAGS += -mavx2 -mfma -mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx512cd -mprefer-vector-width=512
$(BUILD)/$(LOOPS).%.o: $(LOOPS).c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) -DBLOCK_LOOPS_TABLE=block_loops_$* -c -o $@ $<

$(BUILD)/harness/reference/sleef_avx2.o: ALL_CFLAGS += -mavx2 -mfma
$(BUILD)/harness/reference/sleef_avx512.o: ALL_CFLAGS += -mavx512f

# What the program says of its own build. The file changes, and with it the one object that includes it, only when what
# it says does.
COMMIT   := $(shell git describe --always --dirty --abbrev=12 --exclude '*' 2>/dev/null)
quoted    = $(subst ",\",$(subst \,\\,$(strip $(1))))
$(BUILD)/build_facts.h: FORCE
	@mkdir -p $(@D)
	@printf '#define %s "%s"\n' BUILD_COMMIT '$(COMMIT)' BUILD_FLAGS '$(call in_quotes,$(call quoted,$(ALL_CFLAGS)))' \
	    BUILD_HOT_FLAGS '$(call quoted,$(HOT_FLAGS))' BUILD_IMPL_FLAGS '$(call quoted,$(IMPL_FLAGS))' > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
.PHONY: FORCE

$(BUILD)/harness/environment/build.o: $(BUILD)/build_facts.h
# The page's style and script are part of the program; their paths are from this folder.
$(BUILD)/harness/guests/outside.o: scripts/python_adapter.py scripts/launched_function.c
$(BUILD)/harness/page/assets.o: harness/page/page.css harness/page/page.js
$(BUILD)/harness/environment/build.o: private ALL_CFLAGS += -I$(BUILD)

$(BUILD)/harness/%.o: harness/%.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) -c -o $@ $<

# Those of a compiler's flags that decide how fast its code is, for IMPLEMENTATION_FLAGS.
telling   = -DIMPLEMENTATION_FLAGS='"$(strip $(filter -O% -m% -ffast-math,$(1)))"'
SPEED_OF  = $(call telling,$(lastword $(filter -O%,$(ALL_CFLAGS))) $(filter-out -O%,$(ALL_CFLAGS)))

$(BUILD)/impls/%.f32.o: impls/%.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) $(IMPL_FLAGS) $(SPEED_OF) -DACTBENCH_REAL_F32 -c -o $@ $<

$(BUILD)/impls/%.f64.o: impls/%.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) $(IMPL_FLAGS) $(SPEED_OF) -DACTBENCH_REAL_F64 -c -o $@ $<

define auto_rule
$(BUILD)/impls/%_auto.$(1).$(2).o: impls/%_auto.c
	@mkdir -p $$(@D)
	$$(call say,CC $$@)
	$$(Q)$$(CC) $$(ALL_CFLAGS) $$(STRICT) $$(IMPL_FLAGS) $(AUTO_FLAGS) $(AUTO_FLAGS_$(2)) $(call telling,$(AUTO_FLAGS) $(AUTO_FLAGS_$(2))) -DACTBENCH_REAL_$(if $(filter f32,$(1)),F32,F64) -c -o $$@ $$<
endef
$(foreach set,$(VECTOR_SETS),$(eval $(call auto_rule,f32,$(set)))$(eval $(call auto_rule,f64,$(set))))

define vector_rule
$(BUILD)/impls/%.$(1).o: impls/%.c
	@mkdir -p $$(@D)
	$$(call say,CC $$@)
	$$(Q)$$(CC) $$(ALL_CFLAGS) $$(STRICT) $$(IMPL_FLAGS) $(VECTOR_FLAGS) $(VECTOR_FLAGS_$(1)) $(call telling,$(VECTOR_FLAGS) $(VECTOR_FLAGS_$(1))) -c -o $$@ $$<
endef
$(foreach set,$(VECTOR_SETS),$(eval $(call vector_rule,$(set))))

$(BUILD)/impls/%.o: impls/%.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) $(IMPL_FLAGS) $(SPEED_OF) -c -o $@ $<

TESTS    := $(wildcard tests/*.c tests/*/*.c)
TEST_OBJ := $(TESTS:%.c=$(BUILD)/%.o)

# Functions that tests may step into: see tests/accuracy/seams.h.
SEAMS    := inputs_segments inputs_segment block_loops_best vector_exp vector_expm1 vector_log1p vector_erf vector_erfc
$(BUILD)/tests/run: $(TEST_OBJ) $(OBJ) $(BUILD)/objects $(BUILD)/tests/offenders
	$(call say,LD $@)
	$(Q)$(CC) -o $@ $(filter %.o,$^) $(LDFLAGS) $(SEAMS:%=-Wl,--wrap=%) -lcheck -lsubunit -lrt -lpthread $(LDLIBS)

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(STRICT) -Itests -c -o $@ $<

# The program with kernels that take their process with them, for tests/commands/deaths_test.c.
OFFENDER_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/commands/offenders/*.c))
$(OFFENDER_OBJ): ALL_CFLAGS += $(IMPL_FLAGS)
$(BUILD)/tests/offenders: $(BUILD)/harness/main.o $(OBJ) $(OFFENDER_OBJ)
	$(call say,LD $@)
	$(Q)$(CC) -o $@ $^ $(LDFLAGS) $(LDLIBS)

# The kernels with so many percent more work each, for scripts/prove_gate.sh.
$(BUILD)/proof/slowed_%.so: tests/speed/proof/slowed.c $(KERNEL_OBJ)
	@mkdir -p $(@D)
	$(call say,LD $@)
	@echo '$(kernels_map)' > $@.map
	$(Q)$(call link_kernels,-DSHARE=$* $<)

# The program with kernels whose true ratio or fault is known, for scripts/prove_speed.sh and prove_gate.sh.
PROOF_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out %/slowed.c,$(wildcard tests/speed/proof/*.c)))
$(PROOF_OBJ): ALL_CFLAGS += $(IMPL_FLAGS) $(PROOF_FLAGS)
$(BUILD)/proof/actbench: $(BUILD)/harness/main.o $(OBJ) $(PROOF_OBJ)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/harness/main.o $(filter-out $(EIGEN_OBJ),$(OBJ)) $(TEST_OBJ) $(OFFENDER_OBJ) $(PROOF_OBJ): $(BUILD)/flags/all
$(HOT_OBJ): $(BUILD)/flags/hot
$(filter-out $(EIGEN_OBJ),$(IMPL_OBJ)) $(OFFENDER_OBJ) $(PROOF_OBJ): $(BUILD)/flags/impls
$(SIMD_OBJ): $(BUILD)/flags/simd
$(VECTOR_OBJ): $(BUILD)/flags/vector
$(AUTO_OBJ): $(BUILD)/flags/auto
$(PEER_OBJ): $(BUILD)/flags/peers
$(EIGEN_OBJ): $(BUILD)/flags/eigen
$(PROOF_OBJ): $(BUILD)/flags/proof
$(BUILD)/harness/main.o $(OBJ) $(TEST_OBJ) $(OFFENDER_OBJ) $(PROOF_OBJ): | $(BUILD)/toolchain.found

-include $(PROOF_OBJ:.o=.d) $(OFFENDER_OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(OBJ:.o=.d) $(BUILD)/harness/main.d
