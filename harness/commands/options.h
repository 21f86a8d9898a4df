/* Command-line options as data: one table serves parsing, --help and the error messages. */
#ifndef ACTBENCH_OPTIONS_H
#define ACTBENCH_OPTIONS_H

#include "inputs/inputs.h"
#include "registry/registry.h"
#include "report/print.h"

#include <stdbool.h>

#define ACTBENCH_VERSION "0.1.0"

/* What the common options say: a command takes those of the groups that its syntax lists. */
typedef struct options {
    selection select;
    params asked;    /* NaN: each function's own */
    const char *out; /* output folder */
    int threads;
    uint64_t seed;
    bool quiet;
    double seconds_after; /* of a job that this is a part of, for the time left that is shown */
    const char *plugin;   /* loaded before options are read */
    format format;
    uint64_t given;     /* bit i: entry i of the command's own was given */
    int argument_count; /* of main, for the environment's record */
    char **arguments;
} options;

/* The common options by group. */
typedef enum option_group {
    TAKES_FUNCTION = 1 << 0,
    TAKES_IMPL = 1 << 1,
    TAKES_OP = 1 << 2,
    TAKES_DTYPE = 1 << 3,
    TAKES_ALPHA = 1 << 4,
    TAKES_BETA = 1 << 5,
    TAKES_OUT = 1 << 6,
    TAKES_THREADS = 1 << 7,
    TAKES_SEED = 1 << 8,
    TAKES_FORMAT = 1 << 9,
    TAKES_PLUGIN = 1 << 10,
    TAKES_QUIET = 1 << 11,
    TAKES_SELECTION = TAKES_FUNCTION | TAKES_IMPL | TAKES_OP | TAKES_DTYPE,
    TAKES_PARAMETERS = TAKES_ALPHA | TAKES_BETA,
    TAKES_RUN = TAKES_OUT | TAKES_THREADS | TAKES_SEED | TAKES_PLUGIN | TAKES_QUIET,
} option_group;

/* Puts the text into the field; returns false if it makes no sense. A flag gets NULL. */
typedef bool option_setter(const char *text, void *field);

typedef struct option_entry {
    const char *name;     /* without the dashes */
    const char *argument; /* as --help shows it; NULL: a flag */
    const char *help;
    const char *expects; /* completes "expects ..." in the message for a bad value */
    option_setter *set;
    size_t offset; /* of the field in the struct the entry belongs to */
} option_entry;

/* A command's own part. */
typedef struct command_syntax {
    const char *name;
    const char *operands;        /* as --help shows them, for example "FUNCTION"; NULL: none */
    const char *summary;         /* one line */
    const option_entry *entries; /* its own options, on the struct `own`; may be NULL */
    size_t entry_count;
    unsigned takes; /* groups of the common options */
} command_syntax;

/* The values of an options struct before anything is parsed. */
options options_defaults(void);

/* Parses arguments after the command's name. Options go to *common and *own; operands are moved to the front
 * of argv + 1 and counted in *operands (NULL: none are allowed). Returns a status; *done tells that --help or
 * --version was answered and nothing is left to do. */
int options_parse(int argc, char **argv, const command_syntax *syntax, options *common, void *own, int *operands,
                  bool *done);

option_setter set_text, set_flag, set_number, set_whole, set_threads;

/* The limits of a number in words, for an entry's `expects`; constants by their names. */
#define TEXT_OF(token)      #token
#define TEXT_OF_VALUE(name) TEXT_OF(name)
#define FROM_TO(low, high)  " from " TEXT_OF(low) " to " TEXT_OF(high)

/* The first of the command's own options that was given and is among the words, blanks between; NULL: none. */
const char *options_given(const options *o, const command_syntax *s, const char *words);

/* The options that make up the selection, as " --function NAME --op OP"; empty for everything. */
void selection_print(const selection *s, char *text, size_t size);

/* Checks that something in the tree answers to the selection; complains with what there is otherwise. */
int selection_check(const selection *s);

/* For a command that runs what is selected: whether this machine can run any of it (STATUS_MISSING), and whether the
 * parameters asked for are finite in every dtype selected (STATUS_USAGE). */
int options_check_measurable(const options *o);

/* Whether everything is measured, and with its own parameters: what the claims are about. */
bool options_leave_nothing_out(const options *o);

#endif
