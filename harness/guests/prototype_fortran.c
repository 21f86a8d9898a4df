#include "guests/prototype.h"

#include "support/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 3 };

/* A procedure while its declarations are read. */
typedef struct procedure {
    bool function, bound, wide, open;
    char name[SYMBOL_MAX], symbol[SYMBOL_MAX];
    char arguments[ARGUMENTS_MAX][SYMBOL_MAX];
    size_t count;
    size_t number; /* the place of the argument that is an integer; count: none is */
    bool by_value;
} procedure;

/* The next statement, in lower case, without its comment, its continuations joined; NULL at the end. `line` has room for
 * all of the text. */
static char *next_statement(const char **at, const char *end, char *line)
{
    if (*at == end)
        return NULL;
    size_t n = 0;
    bool comment = false;
    for (; *at < end; ++*at) {
        const char c = **at;
        comment = comment || c == '!';
        if (c == '\n') {
            comment = false;
            while (n > 0 && isspace((unsigned char)line[n - 1]))
                n--;
            if (n == 0 || line[n - 1] != '&')
                break;
            line[n - 1] = ' ';
        } else if (!comment) {
            line[n++] = (char)tolower((unsigned char)c);
        }
    }
    *at += *at < end;
    line[n] = '\0';
    return line;
}

static bool is_word_at(const char *line, const char *at, size_t length)
{
    return (at == line || !(isalnum((unsigned char)at[-1]) || at[-1] == '_')) &&
           !(isalnum((unsigned char)at[length]) || at[length] == '_');
}

static char *find_word(char *line, const char *word)
{
    for (char *at = line; (at = strstr(at, word)) != NULL; at++)
        if (is_word_at(line, at, strlen(word)))
            return at;
    return NULL;
}

/* Copies the name that begins at or behind `at`; returns what follows it. */
static char *take_name(char *at, char name[SYMBOL_MAX])
{
    size_t n = 0;
    while (isspace((unsigned char)*at))
        at++;
    for (; isalnum((unsigned char)*at) || *at == '_'; at++)
        if (n + 1 < SYMBOL_MAX)
            name[n++] = *at;
    name[n] = '\0';
    return at;
}

static bool names_wide(char *line)
{
    return strstr(line, "double precision") != NULL || find_word(line, "c_double") != NULL ||
           find_word(line, "real64") != NULL || strstr(line, "real(8)") != NULL || strstr(line, "real*8") != NULL ||
           strstr(line, "kind=8") != NULL;
}

/* "function f(x)" or "subroutine f(n, x, y)" with what may stand around it. */
static void begin_procedure(char *line, procedure *p)
{
    char *function = find_word(line, "function"), *subroutine = find_word(line, "subroutine");
    if (function == NULL && subroutine == NULL)
        return;
    char *at = function != NULL ? function + strlen("function") : subroutine + strlen("subroutine");
    *p = (procedure){.function = function != NULL, .wide = names_wide(line), .open = true};
    at = take_name(at, p->name);
    at += strspn(at, " \t");
    while ((*at == '(' || *at == ',') && p->count < ARGUMENTS_MAX) {
        at = take_name(at + 1, p->arguments[p->count]);
        at += strspn(at, " \t");
        p->count += p->arguments[p->count][0] != '\0';
    }
    p->open = *at == ')';
    p->number = p->count;
    p->bound = p->open && find_word(at, "bind") != NULL;
    char *name = p->bound ? strstr(at, "name") : NULL;
    if (name != NULL && (name = strpbrk(name, "\"'")) != NULL)
        take_name(name + 1, p->symbol);
}

static void read_declaration(char *line, procedure *p)
{
    char *names = strstr(line, "::");
    const bool integer = find_word(line, "integer") != NULL;
    if (names == NULL)
        names = line;
    for (size_t i = 0; i < p->count; i++) {
        char *declared = find_word(names, p->arguments[i]);
        if (declared == NULL)
            continue;
        p->wide = p->wide || names_wide(line);
        if (integer)
            p->number = i;
        char *value = find_word(line, "value");
        if ((integer || p->function) && value != NULL && value < names)
            p->by_value = true;
    }
}

/* What is known at its end. */
static bool end_procedure(const procedure *p, const char *module, prototype *out)
{
    const bool scalar = p->function && p->count == 1;
    const bool last = p->number == 2, first = p->number == 0;
    if (!p->open || p->name[0] == '\0' || (!scalar && (p->function || p->count != 3 || !(first || last))))
        return false;
    *out = (prototype){.calling.element = p->wide ? ELEMENT_F64 : ELEMENT_F32};
    out->calling.convention = scalar ? (p->by_value ? CONVENTION_X : CONVENTION_X_REF)
                              : last ? (p->by_value ? CONVENTION_X_Y_N : CONVENTION_X_Y_N_REF)
                                     : (p->by_value ? CONVENTION_N_X_Y : CONVENTION_N_X_Y_REF);
    memcpy(out->name, p->name, sizeof out->name);
    if (p->symbol[0] != '\0')
        memcpy(out->symbol, p->symbol, sizeof out->symbol);
    else if (!p->bound && module[0] != '\0')
        snprintf(out->symbol, sizeof out->symbol, "__%.40s_MOD_%.70s", module, p->name);
    else if (!p->bound)
        snprintf(out->symbol, sizeof out->symbol, "%.120s_", p->name);
    return true;
}

size_t prototypes_of_fortran(const char *text, size_t length, prototype *out, size_t room)
{
    char *line = memory_or_exit(malloc(length + 1)), module[SYMBOL_MAX] = "";
    const char *at = text;
    procedure p = {0};
    size_t found = 0;
    while (found < room && next_statement(&at, text + length, line) != NULL) {
        char *word = line + strspn(line, " \t");
        if (strncmp(word, "end", 3) == 0) {
            found += p.open && end_procedure(&p, module, &out[found]);
            p.open = false;
        } else if (!p.open && strncmp(word, "module ", 7) == 0) {
            take_name(word + 7, module);
        } else if (!p.open) {
            begin_procedure(line, &p);
        } else {
            read_declaration(line, &p);
        }
    }
    free(line);
    return found;
}
