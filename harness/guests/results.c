#include "guests/results.h"

#include "guests/npy.h"
#include "guests/program.h"
#include "registry/registry.h"
#include "support/memory.h"
#include "support/status.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Magnitudes of a window: a segment of a pass, and the neighbour that it takes along. */
enum { WINDOW = 1 << 21 };

/* More results than this are not kept at once. */
static const size_t kept_bytes = (size_t)1 << 32;

static size_t bytes_of(const input_list *l)
{
    return input_list_size(l) * l->format->size;
}

/* Text instead of elements, as far as can be seen. */
static bool looks_like_text(const unsigned char *bytes, size_t n)
{
    enum { LOOKED_AT = 256 };
    size_t i = 0;
    while (i < n && i < LOOKED_AT && (isprint(bytes[i]) || isspace(bytes[i])))
        i++;
    return n > 0 && (i == n || i == LOOKED_AT);
}

/* A program's work: n inputs and their results, as elements. */
typedef struct errand {
    const float_format *format;
    unsigned char *x, *y;
    size_t n;
} errand;

static int complain_of(const program_run *r, const errand *e, const results_program *program)
{
    const char *name = program->name;
    const float_format *f = e->format;
    const size_t wanted = e->n, got = r->got / f->size;
    char next[40] = "none";
    if (got < wanted)
        format_print_value(f, format_element_bits(f, e->x, got), next, sizeof next);
    switch (r->end) {
    case PROGRAM_KILLED:
        return complain(STATUS_WORSE,
                        "judge: %s: died of signal %d (%s) after %zu of %zu results: the next input is %s", name,
                        r->detail, strsignal(r->detail), got, wanted, next);
    case PROGRAM_IDLE:
        return complain(STATUS_WORSE,
                        "judge: %s: neither reads nor writes for %u s after %zu of %zu results: the next input is %s",
                        name, program->patience_seconds, got, wanted, next);
    case PROGRAM_FAILED:
        if (program->speaks && (r->detail == PROGRAM_TOLD + STATUS_USAGE || r->detail == PROGRAM_TOLD + STATUS_MISSING))
            return r->detail - PROGRAM_TOLD;
        if (program->speaks && r->detail == PROGRAM_NOT_FOUND)
            return complain(STATUS_MISSING, "judge: %s: %s cannot be started: is it installed, and in PATH?", name,
                            program->arguments[0]);
        return complain(STATUS_USAGE, "judge: %s: ended with status %d after %zu of %zu results: the next input is %s",
                        name, r->detail, got, wanted, next);
    case PROGRAM_LONG:
        return complain(STATUS_USAGE, "judge: %s: wrote more than the %zu elements of %zu bytes that are due%s", name,
                        wanted, f->size, looks_like_text(e->y, r->got) ? ": it looks like text" : "");
    case PROGRAM_SHORT:
        return complain(STATUS_USAGE, "judge: %s: wrote %zu bytes where %zu elements of %zu bytes are due%s", name,
                        r->got, wanted, f->size, looks_like_text(e->y, r->got) ? ": it looks like text" : "");
    case PROGRAM_INTERRUPTED:
        return STATUS_WORSE;
    default:
        return complain(STATUS_MISSING, "judge: %s: no process can be started: raise `ulimit -u`", name);
    }
}

static int feed(const results_program *program, const errand *e)
{
    const program_run r =
        program_feed(program->arguments, e->x, e->y, e->n * e->format->size, program->patience_seconds);
    return r.end == PROGRAM_DONE ? STATUS_GOOD : complain_of(&r, e, program);
}

/* Runs a program on a whole list; y has room. */
static int feed_list(const results_program *program, const input_list *inputs, unsigned char *y)
{
    const errand e = {inputs->format, memory_or_exit(malloc(bytes_of(inputs))), y, input_list_size(inputs)};
    input_list_elements(inputs, 0, e.n, e.x);
    const int status = feed(program, &e);
    free(e.x);
    return status;
}

static char **copy_words(char *const *words)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    char **copy = memory_or_exit(calloc(count + 1, sizeof *copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = memory_or_exit(strdup(words[i]));
    return copy;
}

static size_t window_count(const float_format *f, uint64_t first)
{
    const uint64_t left = f->last - first + 1;
    return left < WINDOW + 1 ? (size_t)left : WINDOW + 1;
}

/* Runs the program on the window's inputs: x >= 0, then x <= 0. */
static int fill_window(result_array *a, uint64_t first)
{
    struct result_window *w = &a->window;
    const input_list inputs = {
        .format = a->inputs->format, .first = first, .count = window_count(a->inputs->format, first)};
    const int status = feed_list(&w->program, &inputs, a->results);
    w->first = first;
    w->filled = status == STATUS_GOOD;
    return status;
}

int results_of_program(result_array *a, const input_list *inputs, const results_program *program)
{
    *a = (result_array){.inputs = inputs};
    if (bytes_of(inputs) > kept_bytes) {
        a->results = memory_or_exit(malloc(2 * (WINDOW + 1) * inputs->format->size));
        a->window.program = *program;
        a->window.program.arguments = copy_words(program->arguments);
        return fill_window(a, 0);
    }
    a->results = memory_or_exit(malloc(bytes_of(inputs)));
    return feed_list(program, inputs, a->results);
}

/* Reads one file behind the `done` bytes that are there; adds to them. */
static int read_file(result_array *a, dtype type, const char *file, size_t *done)
{
    enum { HEADER_MAX = 1 << 16 };
    FILE *from = fopen(file, "r");
    if (from == NULL)
        return complain(STATUS_USAGE, "judge: %s: %s", file, strerror(errno));
    unsigned char *head = memory_or_exit(malloc(HEADER_MAX));
    const size_t length = fread(head, 1, HEADER_MAX, from), left = bytes_of(a->inputs) - *done;
    npy_header h = {.size = 0};
    const bool raw = length < 6 || memcmp(head, "\x93NUMPY", 6) != 0;
    const char *wrong = raw ? NULL : npy_read(head, length, &h);
    int status = STATUS_GOOD;
    if (wrong != NULL)
        status = complain(STATUS_USAGE, "judge: %s %s", file, wrong);
    else if (!raw && !npy_type_is(h.type, type))
        status = complain(STATUS_USAGE, "judge: %s holds elements of type '%s': --dtype %s is judged", file, h.type,
                          dtype_names[type]);
    else if (!raw && h.count > left / dtype_size(type))
        status = complain(STATUS_USAGE,
                          "judge: %s: %llu results are more than the %zu inputs that are left: were they "
                          "written by `actbench inputs` with the same --dtype, --inputs and --seed?",
                          file, (unsigned long long)h.count, left / dtype_size(type));
    free(head);
    if (status == STATUS_GOOD && fseek(from, (long)h.size, SEEK_SET) != 0)
        status = complain(STATUS_USAGE, "judge: %s: cannot be read from its beginning: give a file", file);
    if (status == STATUS_GOOD) {
        const size_t due = raw ? left : (size_t)h.count * dtype_size(type);
        const size_t got = fread(a->results + *done, 1, due, from);
        *done += got;
        if ((!raw && got < due) || fgetc(from) != EOF)
            status = complain(STATUS_USAGE, "judge: %s: holds %s elements than %s", file, got < due ? "fewer" : "more",
                              raw ? "there are inputs" : "its header says");
    }
    fclose(from);
    return status;
}

int results_of_files(result_array *a, const input_list *inputs, dtype type, const char *const *files, size_t count)
{
    *a = (result_array){.inputs = inputs, .results = memory_or_exit(malloc(bytes_of(inputs)))};
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const int status = read_file(a, type, files[i], &done);
        if (status != STATUS_GOOD)
            return status;
    }
    if (done != bytes_of(inputs))
        return complain(STATUS_USAGE,
                        "judge: %s%s: %zu results for %zu inputs: were they written by `actbench inputs` with "
                        "the same --dtype, --inputs and --seed?",
                        files[0], count > 1 ? " and the others" : "", done / inputs->format->size,
                        input_list_size(inputs));
    return STATUS_GOOD;
}

void results_free(result_array *a)
{
    char *const *words = a->window.program.arguments;
    for (size_t i = 0; words != NULL && words[i] != NULL; i++)
        free(words[i]);
    free((void *)words);
    free(a->results);
    *a = (result_array){.inputs = a->inputs};
}

static bool is_in_window(const result_array *a, uint64_t magnitude)
{
    const struct result_window *w = &a->window;
    return w->filled && magnitude >= w->first && magnitude - w->first <= WINDOW;
}

/* Whether an element is in the window. */
static bool has_element(const result_array *a, const void *x, size_t i)
{
    return is_in_window(a, format_element_bits(a->inputs->format, x, i) & a->inputs->format->last);
}

/* Of any three elements in a row at most one is a stranger, put among neighbours to see whether they depend on it. */
enum { ROW = 3 };

/* Moves the window to where most of the first elements are. */
static void move_window(result_array *a, const void *x)
{
    const float_format *f = a->inputs->format;
    uint64_t at[ROW];
    for (size_t i = 0; i < ROW; i++)
        at[i] = (format_element_bits(f, x, i) & f->last) / WINDOW * WINDOW;
    const uint64_t most = at[0] == at[1] ? at[0] : at[2];
    if ((!a->window.filled || a->window.first != most) && fill_window(a, most) != STATUS_GOOD)
        abort();
}

/* One or two elements that may be anywhere do not move the window: the program is run on them alone. */
static void run_apart(const result_array *a, const void *x, void *y, size_t n)
{
    unsigned char copy[ROW * sizeof(double)]; /* x and y may be one */
    memcpy(copy, x, n * a->inputs->format->size);
    if (feed(&a->window.program, &(errand){a->inputs->format, copy, y, n}) != STATUS_GOOD)
        abort();
}

/* The place of a result in the window; SIZE_MAX: it is not there. */
static size_t place_in_window(const result_array *a, uint64_t bits)
{
    const float_format *f = a->inputs->format;
    const uint64_t magnitude = bits & f->last, first = a->window.first;
    if (!is_in_window(a, magnitude))
        return SIZE_MAX;
    return (size_t)(magnitude - first) + (bits > f->last ? window_count(f, first) : 0);
}

void results_run(void *context, const void *x, void *y, size_t n, const params *p)
{
    (void)p;
    result_array *a = context;
    const float_format *f = a->inputs->format;
    const uint64_t missing = f->last;
    unsigned char *to = y;
    const bool moving = a->window.program.arguments != NULL;
    if (moving && n > 0 && n < ROW && !(has_element(a, x, 0) && has_element(a, x, n - 1))) {
        run_apart(a, x, y, n);
        return;
    }
    if (moving && n >= ROW)
        move_window(a, x);
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = format_element_bits(f, x, i);
        const size_t place = moving ? place_in_window(a, bits) : input_list_find(a->inputs, bits, a->near);
        if (place == SIZE_MAX)
            format_store(f, &missing, 1, false, to + i * f->size);
        else
            memmove(to + i * f->size, a->results + place * f->size, f->size);
        a->near = place + 1;
    }
}
