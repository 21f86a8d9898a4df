#include "guests/guest.h"

#include "guests/compile.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROTOTYPES_MAX = 64, SOURCE_MAX = 1 << 26 };

/* The file's text, to be freed; NULL with one line. */
static char *read_source(const char *file, size_t *length)
{
    FILE *from = fopen(file, "r");
    if (from == NULL) {
        complain(STATUS_USAGE, "judge: %s: %s", file, strerror(errno));
        return NULL;
    }
    char *text = memory_or_exit(malloc(SOURCE_MAX));
    *length = fread(text, 1, SOURCE_MAX, from);
    const bool whole = !ferror(from) && feof(from);
    fclose(from);
    if (whole)
        return text;
    free(text);
    complain(STATUS_USAGE, "judge: %s: cannot be read, or is larger than %d bytes", file, SOURCE_MAX);
    return NULL;
}

static void list_candidates(const prototype *all, size_t count, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const size_t used = strlen(text);
        if (used + SYMBOL_MAX < size)
            snprintf(text + used, size - used, "%s%s (%s)", i > 0 ? ", " : "", all[i].name,
                     convention_names[all[i].calling.convention]);
    }
}

/* Whether a prototype is one that was asked for. */
static bool is_wanted(const guest_request *r, const prototype *p)
{
    const bool wide = p->calling.element == ELEMENT_F64 && !r->dtype_given;
    return (r->symbol == NULL || strcmp(p->name, r->symbol) == 0 || strcmp(p->symbol, r->symbol) == 0) &&
           (r->abi == NULL || strcmp(r->abi, convention_names[p->calling.convention]) == 0) &&
           (wide || element_is_of(p->calling.element, r->dtype));
}

/* Of several the one that bears the function's name, if one does. */
static bool bears_name(const prototype *p, const char *function)
{
    const size_t length = strlen(function);
    return strncmp(p->name, function, length) == 0 && (p->name[length] == '\0' || strcmp(p->name + length, "f") == 0);
}

/* The prototype to call, or NULL with one line that lists the candidates. */
static const prototype *choose(const guest_request *r, const char *file, const prototype *all, size_t count)
{
    const prototype *found = NULL, *named = NULL;
    size_t matching = 0, namesakes = 0;
    for (size_t i = 0; i < count; i++)
        if (is_wanted(r, &all[i])) {
            found = &all[i];
            matching++;
            if (bears_name(&all[i], r->function)) {
                named = &all[i];
                namesakes++;
            }
        }
    if (matching == 1 || namesakes == 1)
        return matching == 1 ? found : named;
    char candidates[1024];
    list_candidates(all, count, candidates, sizeof candidates);
    if (count == 0)
        complain(STATUS_USAGE,
                 "judge: %s: no function is seen in it that could be called over arrays: name one with "
                 "--symbol, and its form with --abi",
                 file);
    else if (matching == 0)
        complain(STATUS_USAGE, "judge: %s: no function %s%s%sof %s and such a form: there are %s", file,
                 r->symbol != NULL ? "'" : "", r->symbol != NULL ? r->symbol : "", r->symbol != NULL ? "' " : "",
                 dtype_names[r->dtype], candidates);
    else
        complain(STATUS_USAGE, "judge: %s: which function? name it with --symbol: there are %s", file, candidates);
    return NULL;
}

/* What is called where nothing but --symbol and --abi tell. */
static int ask_abi(const guest_request *r, library_function *l)
{
    char fault[256];
    snprintf(l->symbol, sizeof l->symbol, "%s", r->symbol);
    l->calling = (calling){.convention = CONVENTION_X, .element = element_of(r->dtype)};
    if (r->abi != NULL)
        l->calling.convention = convention_find(r->abi);
    if (l->calling.convention != CONVENTION_VECTOR && r->abi != NULL)
        return STATUS_GOOD;
    if (!calling_of_vector_name(r->symbol, r->dtype, &l->calling, fault, sizeof fault) && fault[0] != '\0')
        return complain(STATUS_USAGE, "judge: %s", fault);
    if (l->calling.convention == CONVENTION_VECTOR && l->calling.lanes == 0)
        return complain(STATUS_USAGE, "judge: --abi vector needs a symbol of the vector ABI, such as _ZGVbN4v_expf");
    return STATUS_GOOD;
}

static int open_source(guest *g, guest_request *r, const language *language, const char *file)
{
    size_t length;
    char *text = read_source(file, &length);
    if (text == NULL)
        return STATUS_USAGE;
    prototype *all = memory_or_exit(calloc(PROTOTYPES_MAX, sizeof *all));
    const size_t count = language->prototypes(text, length, all, PROTOTYPES_MAX);
    free(text);
    library_function *l = &g->library;
    snprintf(l->path, sizeof l->path, "%s/XXXXXX.so", r->scratch);
    const int reserved = mkstemps(l->path, 3);
    int status = reserved < 0 ? complain(STATUS_USAGE, "judge: %s: %s", l->path, strerror(errno))
                              : compile(language, file, r->cflags, l->path, false);
    if (reserved >= 0)
        close(reserved);
    if (status == STATUS_GOOD && r->symbol != NULL && r->abi != NULL && count == 0)
        status = ask_abi(r, l);
    else if (status == STATUS_GOOD) {
        const prototype *chosen = choose(r, file, all, count);
        status = chosen != NULL ? STATUS_GOOD : STATUS_USAGE;
        if (chosen != NULL) {
            memcpy(l->symbol, chosen->name, sizeof l->symbol);
            memcpy(l->other, chosen->symbol, sizeof l->other);
            l->calling = chosen->calling;
            if (chosen->calling.element == ELEMENT_F64)
                r->dtype = DTYPE_F64;
        }
    }
    free(all);
    return status;
}

static int open_library(guest *g, const guest_request *r, const char *thing)
{
    library_function *l = &g->library;
    if (r->symbol == NULL)
        return complain(STATUS_USAGE,
                        "judge: %s: which function of the library? name it with --symbol: `nm -D` lists "
                        "them",
                        thing);
    /* Without a slash it is looked for where the system's libraries are, but a file at hand is meant. */
    const bool here = access(thing, F_OK) == 0;
    if (here && realpath(thing, l->path) == NULL)
        return complain(STATUS_USAGE, "judge: %s: %s", thing, strerror(errno));
    if (!here)
        snprintf(l->path, sizeof l->path, "%s", thing);
    return ask_abi(r, l);
}

static bool is_library(const char *thing)
{
    const char *ending = strstr(thing, ".so");
    char magic[4] = "";
    FILE *from = fopen(thing, "r");
    if (from != NULL) {
        const size_t read = fread(magic, 1, sizeof magic, from);
        fclose(from);
        return read == sizeof magic && memcmp(magic, "\177ELF", sizeof magic) == 0;
    }
    return ending != NULL && (ending[3] == '\0' || ending[3] == '.');
}

static void describe(guest *g, const guest_request *r, const char *thing)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", thing);
    const bool named = r->symbol != NULL;
    snprintf(g->name, sizeof g->name, "%.20s/%.32s%s%.24s", r->function, basename(copy), named ? ":" : "",
             named ? r->symbol : "");
    const calling *c = &g->library.calling;
    snprintf(g->how, sizeof g->how, "%.60s as %s", g->library.symbol, convention_texts[c->convention]);
    if (g->library.on_load != FP_SAME)
        snprintf(g->caveat, sizeof g->caveat, "loading it %s for the whole program (undone here)",
                 fp_change_texts[g->library.on_load]);
    g->impl = (implementation){.name = g->name,
                               .op = r->op,
                               .dtype = r->dtype,
                               .isa = c->isa,
                               .origin = ORIGIN_GUEST,
                               .source = thing,
                               .file = thing,
                               .run = library_run,
                               .context = &g->library};
}

int guest_open(guest *g, const guest_request *wanted, const char *thing)
{
    guest_request r = *wanted;
    const language *language = language_of(thing);
    *g = (guest){0};
    int status;
    if (language != NULL)
        status = open_source(g, &r, language, thing);
    else if (is_library(thing))
        status = open_library(g, &r, thing);
    else if (access(thing, R_OK) != 0)
        status = complain(STATUS_USAGE, "judge: %s: %s", thing, strerror(errno));
    else
        status = complain(STATUS_USAGE,
                          "judge: %s: is neither a source file (.c, .cpp, .f90) nor a shared library: run a "
                          "program with --exec",
                          thing);
    if (status == STATUS_GOOD)
        status = library_inspect(&g->library);
    if (status == STATUS_GOOD)
        describe(g, &r, thing);
    return status;
}
