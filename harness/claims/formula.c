#include "claims/formula.h"

#include "reference/function.h"
#include "support/length.h"

#include <ctype.h>
#include <string.h>

enum { STEP_EXPONENT = -300 };

typedef struct parser {
    const char *at;
    scope *scope;
    bool good;
} parser;

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " ");
}

/* Moves past a name and copies it; an empty one where there is none or it is too long. */
static void take_name(const char **at, char name[NAME_SIZE])
{
    *at = skip_blanks(*at);
    size_t length = 0;
    while (isalpha((unsigned char)(*at)[length]) ||
           (length > 0 && (isdigit((unsigned char)(*at)[length]) || (*at)[length] == '_')))
        length++;
    const size_t kept = length < NAME_SIZE ? length : 0;
    memcpy(name, *at, kept);
    name[kept] = '\0';
    *at += length;
}

static mpfr_ptr known_variable(scope *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->variable[i].name, name) == 0)
            return s->variable[i].value;
    return NULL;
}

mpfr_ptr scope_variable(scope *s, const char *name)
{
    mpfr_ptr known = known_variable(s, name);
    if (known != NULL || s->count == FORMULA_VARIABLES || strlen(name) >= NAME_SIZE)
        return known;
    strcpy(s->variable[s->count].name, name);
    mpfr_init2(s->variable[s->count].value, FORMULA_BITS);
    return s->variable[s->count++].value;
}

bool scope_read(scope *s, const definition *definitions, const char *text)
{
    s->definitions = definitions;
    s->count = 0;
    for (const char *at = skip_blanks(text); *at != '\0'; at = skip_blanks(at)) {
        char name[NAME_SIZE];
        take_name(&at, name);
        mpfr_ptr value = name[0] != '\0' && *at++ == '=' ? scope_variable(s, name) : NULL;
        char *end = NULL;
        if (value == NULL || (mpfr_strtofr(value, at, &end, 0, MPFR_RNDN), end == at))
            return false;
        at = end;
    }
    return true;
}

void scope_free(scope *s)
{
    for (size_t i = 0; i < s->count; i++)
        mpfr_clear(s->variable[i].value);
    s->count = 0;
}

static void sum(parser *p, mpfr_t result);

static bool accept(parser *p, char wanted)
{
    p->at = skip_blanks(p->at);
    if (*p->at != wanted)
        return false;
    p->at++;
    return true;
}

static void expect(parser *p, char wanted)
{
    if (!accept(p, wanted))
        p->good = false;
}

typedef int function_of_one(mpfr_t, const mpfr_t, mpfr_rnd_t);
typedef int function_of_two(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

/* A quotient of differences over v + below*h .. v + above*h. */
typedef struct quotient {
    int below, above;
} quotient;

static const struct {
    const char *name;
    function_of_one *one;
    function_of_two *two;
    const quotient *slope;
} functions[] = {
    {.name = "exp", .one = mpfr_exp},
    {.name = "ln", .one = mpfr_log},
    {.name = "log2", .one = mpfr_log2},
    {.name = "tanh", .one = mpfr_tanh},
    {.name = "abs", .one = mpfr_abs},
    {.name = "max", .two = mpfr_max},
    {.name = "min", .two = mpfr_min},
    {.name = "D", .slope = &(const quotient){-1, 1}},
    {.name = "left", .slope = &(const quotient){-1, 0}},
    {.name = "right", .slope = &(const quotient){0, 1}},
};

/* Evaluates the same text at v + steps*h. */
static void evaluate_beside(parser *p, mpfr_t v, long steps, mpfr_t result)
{
    mpfr_t centre, h;
    mpfr_inits2(FORMULA_BITS, centre, h, (mpfr_ptr)0);
    mpfr_set(centre, v, MPFR_RNDN);
    mpfr_set_si_2exp(h, steps, STEP_EXPONENT, MPFR_RNDN);
    mpfr_add(v, v, h, MPFR_RNDN);
    sum(p, result);
    mpfr_set(v, centre, MPFR_RNDN);
    mpfr_clears(centre, h, (mpfr_ptr)0);
}

static void difference_quotient(parser *p, const quotient *q, mpfr_t result)
{
    char name[NAME_SIZE];
    take_name(&p->at, name);
    expect(p, ',');
    mpfr_ptr v = known_variable(p->scope, name);
    if (v == NULL || !p->good) {
        p->good = false;
        return;
    }
    mpfr_t below;
    mpfr_init2(below, FORMULA_BITS);
    const char *start = p->at;
    evaluate_beside(p, v, q->below, below);
    p->at = start;
    evaluate_beside(p, v, q->above, result);
    mpfr_sub(result, result, below, MPFR_RNDN);
    mpfr_mul_2si(result, result, -STEP_EXPONENT, MPFR_RNDN);
    mpfr_div_si(result, result, q->above - q->below, MPFR_RNDN);
    mpfr_clear(below);
    expect(p, ')');
}

static void call(parser *p, size_t function, mpfr_t result)
{
    if (functions[function].slope != NULL) {
        difference_quotient(p, functions[function].slope, result);
        return;
    }
    sum(p, result);
    if (functions[function].two != NULL) {
        mpfr_t second;
        mpfr_init2(second, FORMULA_BITS);
        expect(p, ',');
        sum(p, second);
        functions[function].two(result, result, second, MPFR_RNDN);
        mpfr_clear(second);
    } else {
        functions[function].one(result, result, MPFR_RNDN);
    }
    expect(p, ')');
}

static void called(parser *p, const char *name, mpfr_t result)
{
    for (size_t i = 0; i < LENGTH(functions); i++) {
        if (strcmp(functions[i].name, name) == 0) {
            call(p, i, result);
            return;
        }
    }
    p->good = false;
}

static void named(parser *p, mpfr_t result)
{
    char name[NAME_SIZE];
    take_name(&p->at, name);
    if (accept(p, '(')) {
        called(p, name, result);
        return;
    }
    mpfr_srcptr value = known_variable(p->scope, name);
    const definition *d = p->scope->definitions;
    while (d->name != NULL && strcmp(d->name, name) != 0)
        d++;
    const function *f = function_find(name);
    const char *formula = d->name != NULL ? d->formula : f != NULL ? f->formula : NULL;
    if (value != NULL)
        mpfr_set(result, value, MPFR_RNDN);
    else
        p->good &= formula != NULL && formula_evaluate(formula, p->scope, result);
}

static void atom(parser *p, mpfr_t result)
{
    p->at = skip_blanks(p->at);
    if (accept(p, '(')) {
        sum(p, result);
        expect(p, ')');
    } else if (isdigit((unsigned char)*p->at)) {
        char *end;
        mpfr_strtofr(result, p->at, &end, 10, MPFR_RNDN);
        p->at = end;
    } else if (isalpha((unsigned char)*p->at)) {
        named(p, result);
    } else {
        p->good = false;
    }
}

static void negated(parser *p, mpfr_t result);

static void power(parser *p, mpfr_t result)
{
    atom(p, result);
    if (accept(p, '^')) {
        mpfr_t exponent;
        mpfr_init2(exponent, FORMULA_BITS);
        negated(p, exponent);
        mpfr_pow(result, result, exponent, MPFR_RNDN);
        mpfr_clear(exponent);
    }
}

static void negated(parser *p, mpfr_t result)
{
    if (accept(p, '-')) {
        negated(p, result);
        mpfr_neg(result, result, MPFR_RNDN);
    } else {
        power(p, result);
    }
}

typedef void operand(parser *, mpfr_t);

/* operand { (first | second) operand }, from the left. */
static void chain(parser *p, operand *part, char first, function_of_two *by_first, char second,
                  function_of_two *by_second, mpfr_t result)
{
    mpfr_t next;
    mpfr_init2(next, FORMULA_BITS);
    part(p, result);
    while (p->good) {
        function_of_two *by = accept(p, first) ? by_first : accept(p, second) ? by_second : NULL;
        if (by == NULL)
            break;
        part(p, next);
        by(result, result, next, MPFR_RNDN);
    }
    mpfr_clear(next);
}

static void product(parser *p, mpfr_t result)
{
    chain(p, negated, '*', mpfr_mul, '/', mpfr_div, result);
}

static void sum(parser *p, mpfr_t result)
{
    chain(p, product, '+', mpfr_add, '-', mpfr_sub, result);
}

bool formula_evaluate(const char *text, scope *s, mpfr_t result)
{
    parser p = {.at = text, .scope = s, .good = true};
    mpfr_t value;
    mpfr_init2(value, FORMULA_BITS);
    sum(&p, value);
    const bool good = p.good && *skip_blanks(p.at) == '\0';
    if (good)
        mpfr_set(result, value, MPFR_RNDN);
    else
        mpfr_set_nan(result);
    mpfr_clear(value);
    return good;
}
