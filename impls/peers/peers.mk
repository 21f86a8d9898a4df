# The production libraries: each is built in if it links, and listed as unavailable otherwise. `make WITHOUT="xnnpack onednn"`
# leaves out what it names.
wanted = $(if $(filter $(1),$(WITHOUT)),no)

ifeq ($(call wanted,libmvec)$(shell echo 'int _ZGVbN4v_expm1f(void); int main(void) { return _ZGVbN4v_expm1f(); }' | \
    $(CC) -x c - -lmvec -o /dev/null 2>/dev/null && echo yes),yes)
ALL_CFLAGS += -DACTBENCH_HAVE_LIBMVEC
LDLIBS   += -lmvec
endif

ifeq ($(call wanted,xnnpack)$(call links,cpuinfo.h xnnpack.h,xnn_initialize,-lXNNPACK -lpthreadpool -lcpuinfo),yes)
# It has no version of its own: its package's tells which it is.
ALL_CFLAGS += -DACTBENCH_HAVE_XNNPACK -DACTBENCH_XNNPACK_VERSION=\"$(shell dpkg-query -W -f '$${Version}' libxnnpack-dev 2>/dev/null)\"
LDLIBS   += -lXNNPACK -lpthreadpool -lcpuinfo
endif

ifeq ($(call wanted,onednn)$(call links,dnnl.h,dnnl_eltwise_forward_desc_init,-ldnnl),yes)
ALL_CFLAGS += -DACTBENCH_HAVE_ONEDNN
LDLIBS   += -ldnnl
endif

# Eigen is C++: its shim is compiled for each instruction set that x86-64 machines have, by the C++ compiler that goes with CC.
ifeq ($(origin CXX),default)
CXX      := $(if $(filter %gcc,$(CC)),$(CC:%gcc=%g++),g++)
endif
EIGEN_OBJ :=
ifeq ($(call wanted,eigen)$(if $(x86),$(shell pkg-config --exists eigen3 2>/dev/null && command -v $(CXX) >/dev/null && echo yes)),yes)
EIGEN_OBJ := $(patsubst %,$(BUILD)/impls/peers/eigen.%.o,avx512 avx2 baseline)
# (GNU C++: in ISO mode gcc contracts no products and sums, which most users would have it do.)
EIGEN_CFLAGS := $(subst -I,-isystem ,$(shell pkg-config --cflags eigen3))
# gcc takes the undefined lanes of its own AVX-512 header for a mistake.
EIGEN_WARN := $(if $(findstring clang,$(CXX)),,-Wno-uninitialized -Wno-maybe-uninitialized)
ALL_CFLAGS += -DACTBENCH_HAVE_EIGEN -DACTBENCH_EIGEN_VERSION=\"$(shell pkg-config --modversion eigen3)\"
LDLIBS   += -lstdc++
$(BUILD)/impls/peers/eigen.avx512.o: ISA_FLAGS := -mavx512f -mavx512dq -mavx512bw -mavx512vl -mfma
$(BUILD)/impls/peers/eigen.avx2.o: ISA_FLAGS := -mavx2 -mfma
$(BUILD)/impls/peers/eigen.%.o: impls/peers/eigen.cpp impls/peers/eigen.h
	@mkdir -p $(@D)
	$(call say,CXX $@)
	$(Q)$(CXX) -std=gnu++17 -O3 -DNDEBUG -gdwarf-4 -Wall -Wextra $(EIGEN_WARN) -fno-plt $(EIGEN_CFLAGS) $(ISA_FLAGS) -DEIGEN_ISA=$* -c -o $@ $<
endif
