#include "guests/prototype.h"
#include "support/length.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Of a declaration that has more, no array function's prototype is to be expected. */
enum { TOKENS_MAX = 96 };

typedef struct token {
    const char *text;
    size_t length;
} token;

typedef struct scanner {
    const char *at, *end;
    bool line_begins; /* nothing but blanks so far */
} scanner;

static bool is(token t, const char *word)
{
    return t.length == strlen(word) && memcmp(t.text, word, t.length) == 0;
}

static bool is_any(token t, const char *const *words)
{
    while (*words != NULL && !is(t, *words))
        words++;
    return *words != NULL;
}

static bool is_name(token t)
{
    return t.length > 0 && (isalpha((unsigned char)t.text[0]) || t.text[0] == '_');
}

static bool has(const scanner *s, const char *text)
{
    const size_t length = strlen(text);
    return (size_t)(s->end - s->at) >= length && memcmp(s->at, text, length) == 0;
}

/* Behind the next such mark, or at the end. */
static void skip_past(scanner *s, const char *mark)
{
    while (s->at < s->end && !has(s, mark))
        s->at++;
    s->at += s->at < s->end ? strlen(mark) : 0;
}

static void skip_directive(scanner *s)
{
    for (; s->at < s->end && *s->at != '\n'; s->at++)
        if (*s->at == '\\' && s->at + 1 < s->end)
            s->at++;
}

static void skip_quoted(scanner *s)
{
    const char quote = *s->at++;
    for (; s->at < s->end && *s->at != quote && *s->at != '\n'; s->at++)
        if (*s->at == '\\' && s->at + 1 < s->end)
            s->at++;
    s->at += s->at < s->end;
}

/* Blanks, comments, directives, strings. */
static void skip_rest(scanner *s)
{
    for (;;) {
        if (s->at < s->end && *s->at == '\n')
            s->line_begins = true;
        if (s->at < s->end && isspace((unsigned char)*s->at))
            s->at++;
        else if (has(s, "//"))
            skip_past(s, "\n"), s->line_begins = true;
        else if (has(s, "/*"))
            s->at += 2, skip_past(s, "*/");
        else if (has(s, "#") && s->line_begins)
            skip_directive(s);
        else if (has(s, "\"") || has(s, "'"))
            skip_quoted(s);
        else
            return;
    }
}

static bool in_name(const scanner *s)
{
    return s->at < s->end && (isalnum((unsigned char)*s->at) || *s->at == '_' || has(s, "::"));
}

/* Length 0: the end. */
static token next(scanner *s)
{
    skip_rest(s);
    s->line_begins = false;
    token t = {s->at, 0};
    while (in_name(s))
        s->at += has(s, "::") ? 2 : 1;
    if (s->at == t.text && s->at < s->end)
        s->at++;
    t.length = (size_t)(s->at - t.text);
    return t;
}

/* What can be said of a type. */
typedef struct type_words {
    bool element_known, count, is_void, is_params, is_constant;
    element_kind element;
    size_t pointers;
} type_words;

static type_words look_at_type(const token *t, size_t n)
{
    static const char *const floats[] = {"float", "float32_t", "float_t", NULL}, *const doubles[] = {"double", NULL},
                             *const halves[] = {"_Float16", "__fp16", NULL},
                             *const patterns[] = {"uint16_t", "std::uint16_t", "short", NULL},
                             *const counts[] = {"int",         "unsigned", "long",      "size_t",
                                                "std::size_t", "ssize_t",  "ptrdiff_t", "int32_t",
                                                "int64_t",     "uint32_t", "uint64_t",  NULL};
    type_words w = {0};
    for (size_t i = 0; i < n; i++) {
        const bool known = w.element_known;
        w.element_known = true;
        if (is_any(t[i], floats))
            w.element = ELEMENT_F32;
        else if (is_any(t[i], doubles))
            w.element = ELEMENT_F64;
        else if (is_any(t[i], halves))
            w.element = ELEMENT_F16;
        else if (is_any(t[i], patterns))
            w.element = ELEMENT_BITS;
        else
            w.element_known = known;
        w.count |= is_any(t[i], counts);
        w.is_void |= is(t[i], "void");
        w.is_params |= is(t[i], "params");
        w.is_constant |= is(t[i], "const");
        w.pointers += is(t[i], "*") || is(t[i], "[");
    }
    return w;
}

/* One letter for each kind of parameter: constant array, array, value, number of elements, params; 0: another. */
static char letter_of(type_words w)
{
    if (w.is_params && w.pointers == 1)
        return 'k';
    if (w.element_known && w.pointers == 1)
        return w.is_constant ? 'c' : 'p';
    if (w.element_known && w.pointers == 0)
        return 'v';
    return w.count && w.pointers == 0 ? 'n' : '\0';
}

/* The letters of each convention's parameters. Two arrays that are not constant could be either way around. */
static const struct {
    const char *letters;
    bool returns;
    convention convention;
} shapes[] = {
    {"v", true, CONVENTION_X},           {"vv", true, CONVENTION_X_A},        {"c", true, CONVENTION_X_REF},
    {"cpn", false, CONVENTION_X_Y_N},    {"cpnv", false, CONVENTION_X_Y_N_A}, {"ncp", false, CONVENTION_N_X_Y},
    {"ncpv", false, CONVENTION_N_X_Y_A}, {"pcn", false, CONVENTION_Y_X_N},    {"pcnv", false, CONVENTION_Y_X_N_A},
    {"cpnk", false, CONVENTION_KERNEL},
};
enum { SHAPES = LENGTH(shapes), PARAMETERS_MAX = 5 };

/* Looks at one parameter; false: a type that no convention has, or another element than the others'. */
static bool add_parameter(const token *t, size_t n, char *letters, calling *c, bool *any)
{
    const type_words w = look_at_type(t, n);
    const size_t count = strlen(letters);
    const char letter = letter_of(w);
    if (letter == '\0' || count + 1 >= PARAMETERS_MAX || (w.element_known && *any && w.element != c->element))
        return false;
    letters[count] = letter;
    if (w.element_known) {
        c->element = w.element;
        *any = true;
    }
    return true;
}

/* The parameters between the parentheses, and what is returned, as a convention. */
static bool understand(const token *type, size_t type_count, const token *t, size_t n, calling *c)
{
    char letters[PARAMETERS_MAX] = "";
    const type_words result = look_at_type(type, type_count);
    const bool returns = result.element_known && result.pointers == 0;
    bool any = returns;
    *c = (calling){.element = result.element};
    if (!returns && !(result.is_void && result.pointers == 0))
        return false;
    for (size_t begin = 0, i = 0; i <= n; i++)
        if (i == n || is(t[i], ",")) {
            if (!add_parameter(t + begin, i - begin, letters, c, &any))
                return false;
            begin = i + 1;
        }
    for (size_t i = 0; i < SHAPES; i++)
        if (shapes[i].returns == returns && strcmp(shapes[i].letters, letters) == 0) {
            c->convention = shapes[i].convention;
            return true;
        }
    return false;
}

/* The place behind the parenthesis that closes the one at i. */
static size_t behind_parenthesis(const token *t, size_t n, size_t i)
{
    size_t depth = 0;
    for (; i < n; i++) {
        depth += is(t[i], "(");
        if (is(t[i], ")") && --depth == 0)
            return i + 1;
    }
    return n;
}

/* How C++ writes the name of a function of such a shape outside of any namespace, as the Itanium ABI has it. */
static void mangle(prototype *p)
{
    static const char values[ELEMENT_COUNT][8] = {"f", "d", "DF16_", "t"};
    const char *v = values[p->calling.element];
    if (strlen(p->name) > SYMBOL_MAX / 2)
        return;
    switch (p->calling.convention) {
    case CONVENTION_X:
        snprintf(p->symbol, sizeof p->symbol, "_Z%zu%.64s%s", strlen(p->name), p->name, v);
        break;
    case CONVENTION_X_A:
        snprintf(p->symbol, sizeof p->symbol, "_Z%zu%.64s%s%s", strlen(p->name), p->name, v, v);
        break;
    case CONVENTION_X_Y_N:
        snprintf(p->symbol, sizeof p->symbol, "_Z%zu%.64sPK%sP%sm", strlen(p->name), p->name, v, v);
        break;
    case CONVENTION_N_X_Y:
        snprintf(p->symbol, sizeof p->symbol, "_Z%zu%.64siPK%sP%s", strlen(p->name), p->name, v, v);
        break;
    case CONVENTION_Y_X_N:
        snprintf(p->symbol, sizeof p->symbol, "_Z%zu%.64sP%sPK%sm", strlen(p->name), p->name, v, v);
        break;
    default:
        break;
    }
}

/* A declaration that a body follows. */
static bool read_definition(const token *t, size_t n, prototype *p)
{
    static const char *const no_names[] = {"__attribute__", "alignas", "_Alignas", "__declspec",
                                           "asm",           "__asm__", NULL},
                             *const internal[] = {"static", "inline", "__inline", "__inline__", "template", "=", NULL};
    token type[TOKENS_MAX];
    size_t type_count = 0, i = 0;
    for (; i < n; i++) {
        if (is_any(t[i], internal))
            return false;
        if (is_any(t[i], no_names) && i + 1 < n && is(t[i + 1], "("))
            i = behind_parenthesis(t, n, i + 1) - 1;
        else if (is_name(t[i]) && i + 1 < n && is(t[i + 1], "("))
            break;
        else
            type[type_count++] = t[i];
    }
    if (i == n || t[i].length >= SYMBOL_MAX)
        return false;
    const size_t behind = behind_parenthesis(t, n, i + 1);
    *p = (prototype){0};
    memcpy(p->name, t[i].text, t[i].length);
    if (behind < i + 3 || !understand(type, type_count, t + i + 2, behind - i - 3, &p->calling))
        return false;
    mangle(p);
    return true;
}

/* Namespaces and linkage blocks: what is in them is outside of every function. */
static bool is_transparent(const token *t, size_t n)
{
    return n > 0 && (is(t[0], "namespace") || (is(t[0], "extern") && n == 1) ||
                     (n > 1 && is(t[0], "inline") && is(t[1], "namespace")));
}

static void skip_body(scanner *s)
{
    size_t depth = 1;
    for (token t = next(s); t.length > 0; t = next(s)) {
        depth += is(t, "{");
        if (is(t, "}") && --depth == 0)
            return;
    }
}

size_t prototypes_of_c(const char *text, size_t length, prototype *out, size_t room)
{
    scanner s = {text, text + length, true};
    token t[TOKENS_MAX];
    size_t n = 0, found = 0;
    for (token word = next(&s); word.length > 0 && found < room; word = next(&s)) {
        if (is(word, "{") && !is_transparent(t, n)) {
            found += n < TOKENS_MAX && read_definition(t, n, &out[found]);
            skip_body(&s);
        }
        if (is(word, "{") || is(word, "}") || is(word, ";"))
            n = 0;
        else if (n < TOKENS_MAX)
            t[n++] = word;
    }
    return found;
}
