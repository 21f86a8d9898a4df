# The production libraries: each is built in if it links, and listed as unavailable otherwise.
# $(call links,HEADER,SYMBOL,FLAGS): yes, if a program that includes the header and names the symbol links.
links = $(shell echo 'int main(void) { return (int)(long)&$(2); }' | \
    $(CC) $(addprefix -include ,$(1)) -x c - $(3) -o /dev/null 2>/dev/null && echo yes)

ifeq ($(shell echo 'int _ZGVbN4v_expm1f(void); int main(void) { return _ZGVbN4v_expm1f(); }' | \
    $(CC) -x c - -lmvec -o /dev/null 2>/dev/null && echo yes),yes)
ALL_CFLAGS += -DACTBENCH_HAVE_LIBMVEC
LDLIBS   += -lmvec
endif
