/* `inputs`: what is to be given to an implementation that `judge --outputs` is to judge. */
#include "commands/commands.h"
#include "commands/options.h"
#include "guests/input_list.h"
#include "guests/npy.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct inputs_command {
    inputs chosen;
    bool inputs_given, raw;
} inputs_command;

static bool set_chosen(const char *text, void *field)
{
    inputs_command *own = field;
    own->inputs_given = true;
    return inputs_parse(text, &own->chosen);
}

static const option_entry entries[] = {
    {"inputs", "WHICH", "exhaustive (f16's and bf16's default) or stratified:N (N = 16777216)",
     "exhaustive or stratified:N with N from 1 to 2^40", set_chosen, 0},
    {"raw", NULL, "little-endian elements and nothing else", NULL, set_flag, offsetof(inputs_command, raw)},
};

static const command_syntax syntax = {
    "inputs",
    NULL,
    "Writes to stdout, as .npy, the inputs for which `judge --outputs` expects results, in order: bit patterns as\n"
    "unsigned numbers, ascending. f32 unless --dtype says otherwise.",
    entries,
    LENGTH(entries),
    TAKES_DTYPE | TAKES_SEED | TAKES_PLUGIN};

static void write_elements(const input_list *l, FILE *to)
{
    enum { PIECE = 1 << 16 };
    const size_t all = input_list_size(l), size = l->format->size;
    unsigned char *elements = memory_or_exit(malloc(PIECE * size));
    for (size_t done = 0; done < all && !ferror(to); done += PIECE) {
        const size_t n = all - done < PIECE ? all - done : PIECE;
        input_list_elements(l, done, n, elements);
        fwrite(elements, size, n, to);
    }
    free(elements);
}

int command_inputs(int argc, char **argv)
{
    options o = options_defaults();
    inputs_command own = {0};
    bool done;
    const int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    const dtype type = o.select.dtype < 0 ? DTYPE_F32 : (dtype)o.select.dtype;
    const inputs in = inputs_for_outside(type, own.inputs_given ? &own.chosen : NULL, o.seed);
    if (in.kind == INPUTS_EXHAUSTIVE && type == DTYPE_F64)
        return complain(STATUS_USAGE, "inputs: f64 has no --inputs exhaustive: give stratified:N");
    if (isatty(STDOUT_FILENO))
        return complain(STATUS_USAGE, "inputs: elements are no text: send them to a file or a pipe");
    input_list l = input_list_of(&in);
    if (!own.raw)
        npy_write_header(type, input_list_size(&l), stdout);
    write_elements(&l, stdout);
    input_list_free(&l);
    return STATUS_GOOD;
}
