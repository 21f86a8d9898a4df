/* Which functions are seen in a source file, and that no text is read beyond its end. */
#include "guests/prototype.h"
#include "suite.h"
#include "support/length.h"
#include "support/splitmix.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 8 };

typedef size_t reader(const char *text, size_t length, prototype *out, size_t room);

/* From a copy that ends where the text does, so that a sanitizer sees who reads on. */
static size_t read_exactly(reader *of, const char *text, size_t length, prototype *out)
{
    char *copy = malloc(length);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, length);
    const size_t count = of(copy, length, out, ROOM);
    free(copy);
    return count;
}

typedef struct sample {
    const char *text;
    const char *name; /* NULL: nothing is to be found */
    convention convention;
    element_kind element;
    const char *symbol;
} sample;

static const sample c_samples[] = {
    {"float f(float x) { return x; }", "f", CONVENTION_X, ELEMENT_F32, "_Z1ff"},
    {"double g(const double v)\n{ return v; }", "g", CONVENTION_X, ELEMENT_F64, "_Z1gd"},
    {"/* float a(float x) {} */ // float b(float x) {}\nfloat c(float x) { return '}' + \"}\"[0]; }", "c", CONVENTION_X,
     ELEMENT_F32, "_Z1cf"},
    {"#define F float a(float x) { \\\n float b(float x) {\nfloat c(float x) {}", "c", CONVENTION_X, ELEMENT_F32,
     "_Z1cf"},
    {"static float h(float x) { return x; } float k(float x, float a) { if (x) { } return h(x); }", "k", CONVENTION_X_A,
     ELEMENT_F32, "_Z1kff"},
    {"void f(const float *x, float *y, size_t n) { for (;;) {} }", "f", CONVENTION_X_Y_N, ELEMENT_F32, "_Z1fPKfPfm"},
    {"void f(const float x[], float y[restrict], int n) {}", "f", CONVENTION_X_Y_N, ELEMENT_F32, "_Z1fPKfPfm"},
    {"void f(int n, const double *__restrict x, double *__restrict y) {}", "f", CONVENTION_N_X_Y, ELEMENT_F64,
     "_Z1fiPKdPd"},
    {"void f(uint16_t *y, const uint16_t *x, unsigned long n) {}", "f", CONVENTION_Y_X_N, ELEMENT_BITS, "_Z1fPtPKtm"},
    {"void f(const float *x, float *y, size_t n, float alpha) {}", "f", CONVENTION_X_Y_N_A, ELEMENT_F32, ""},
    {"void f(const float *x, float *y, size_t n, const params *p) {}", "f", CONVENTION_KERNEL, ELEMENT_F32, ""},
    {"extern \"C\" { namespace a { float f(float x) { return x; } } }", "f", CONVENTION_X, ELEMENT_F32, "_Z1ff"},
    {"__attribute__((target(\"avx2\"))) void f(const float *x, float *y, std::size_t n) {}", "f", CONVENTION_X_Y_N,
     ELEMENT_F32, "_Z1fPKfPfm"},
    {"_Float16 f(_Float16 x) { return x; }", "f", CONVENTION_X, ELEMENT_F16, "_Z1fDF16_"},
    {"struct s { int a; }; int t[] = {1, 2}; float f(float x) { return x; }", "f", CONVENTION_X, ELEMENT_F32, "_Z1ff"},
    {"float f(float x);", NULL, 0, 0, NULL},
    {"int main(void) { }", NULL, 0, 0, NULL},
    {"float f(double x) { return x; }", NULL, 0, 0, NULL},
    {"template <class T> T f(T x) { return x; }", NULL, 0, 0, NULL},
    {"void f(float *x, float *y, size_t n) { }", NULL, 0, 0, NULL},
    {"inline float f(float x) { return x; }", NULL, 0, 0, NULL},
    {"float f(float x", NULL, 0, 0, NULL},
};
enum { C_SAMPLES = LENGTH(c_samples) };

static const sample fortran_samples[] = {
    {"real function f(x)\nreal, intent(in) :: x\nf = x\nend function\n", "f", CONVENTION_X_REF, ELEMENT_F32, "f_"},
    {"function f(x) bind(c, name='g')\nreal(c_double), value :: x\nreal(c_double) :: f\nf = x\nend", "f", CONVENTION_X,
     ELEMENT_F64, "g"},
    {"! real function a(x)\nSUBROUTINE F(X, Y, &\n  N)\ninteger, intent(in) :: n\nreal :: x(n), y(n)\nEND\n", "f",
     CONVENTION_X_Y_N_REF, ELEMENT_F32, "f_"},
    {"module m\ncontains\nsubroutine f(n, x, y)\ninteger :: n\ndouble precision :: x(n), y(n)\nend subroutine\nend module",
     "f", CONVENTION_N_X_Y_REF, ELEMENT_F64, "__m_MOD_f"},
    {"subroutine f(x, y, n) bind(c)\ninteger(c_size_t), value :: n\nreal(c_float) :: x(n), y(n)\nend", "f",
     CONVENTION_X_Y_N, ELEMENT_F32, ""},
    {"program p\nend program", NULL, 0, 0, NULL},
    {"function", NULL, 0, 0, NULL},
};
enum { FORTRAN_SAMPLES = LENGTH(fortran_samples) };

static void expect(reader *of, const sample *s)
{
    prototype found[ROOM];
    const size_t count = read_exactly(of, s->text, strlen(s->text), found);
    ck_assert_msg(count == (s->name != NULL), "%zu found in: %s", count, s->text);
    if (s->name == NULL)
        return;
    ck_assert_str_eq(found[0].name, s->name);
    ck_assert_str_eq(found[0].symbol, s->symbol);
    ck_assert_msg(found[0].calling.convention == s->convention, "%s: %s", s->text,
                  convention_names[found[0].calling.convention]);
    ck_assert_int_eq(found[0].calling.element, s->element);
}

START_TEST(prototypes_are_read)
{
    for (size_t i = 0; i < C_SAMPLES; i++)
        expect(prototypes_of_c, &c_samples[i]);
    for (size_t i = 0; i < FORTRAN_SAMPLES; i++)
        expect(prototypes_of_fortran, &fortran_samples[i]);
}
END_TEST

/* Cuts, swaps and repeats pieces of the samples: whatever comes out is read without harm. */
static void mutate(const sample *samples, size_t count, reader *of)
{
    enum { ROUNDS = 20000, LENGTH = 400 };
    static const char odd[] = "(){}*,;\"'/\\#\n&!:[]=~";
    for (uint64_t round = 0; round < ROUNDS; round++) {
        char text[LENGTH];
        size_t length = 0;
        const uint64_t draw = splitmix_at(11, round);
        for (uint64_t piece = 0; piece < 1 + draw % 6; piece++) {
            const uint64_t d = splitmix_at(draw, piece);
            const char *from = samples[d % count].text;
            const size_t size = strlen(from), begin = (d >> 8) % size, n = (d >> 24) % (size - begin + 1);
            const size_t taken = n < LENGTH - length ? n : LENGTH - length;
            memcpy(text + length, from + begin, taken);
            length += taken;
            if (length < LENGTH && (d >> 50) % 2 == 1)
                text[length++] = odd[(d >> 40) % (sizeof odd - 1)];
        }
        prototype found[ROOM];
        const size_t seen = read_exactly(of, text, length, found);
        ck_assert_uint_le(seen, ROOM);
        for (size_t i = 0; i < seen; i++)
            ck_assert(strlen(found[i].name) > 0 && found[i].calling.convention < CONVENTION_COUNT);
    }
}

START_TEST(no_text_does_harm)
{
    mutate(c_samples, C_SAMPLES, prototypes_of_c);
    mutate(fortran_samples, FORTRAN_SAMPLES, prototypes_of_fortran);
}
END_TEST

START_TEST(vector_names_tell_lanes_and_instruction_set)
{
    char fault[256];
    calling c;
    ck_assert(!calling_of_vector_name("expf", DTYPE_F32, &c, fault, sizeof fault));
    ck_assert_str_eq(fault, "");
#ifdef __x86_64__
    ck_assert(calling_of_vector_name("_ZGVdN8v_expf", DTYPE_F32, &c, fault, sizeof fault));
    ck_assert_uint_eq(c.lanes, 8);
    ck_assert_str_eq(c.isa, "avx2");
    ck_assert(calling_of_vector_name("_ZGVbN2v_exp", DTYPE_F64, &c, fault, sizeof fault));
    ck_assert_uint_eq(c.lanes, 2);
    static const char *const wrong[] = {"_ZGVdN8v_expf", "_ZGVdM4v_exp", "_ZGVdN4vv_pow",
                                        "_ZGVnN2v_exp",  "_ZGVd",        "_ZGV"};
    for (size_t i = 0; i < LENGTH(wrong); i++)
        ck_assert(!calling_of_vector_name(wrong[i], DTYPE_F64, &c, fault, sizeof fault));
#endif
}
END_TEST

SUITE(guest_prototypes, 120, prototypes_are_read, no_text_does_harm, vector_names_tell_lanes_and_instruction_set);
