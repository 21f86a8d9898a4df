#include "commands/options.h"

#include "reference/function.h"
#include "support/length.h"
#include "support/status.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MAX 1024
enum { ENTRIES_MAX = 64 };

options options_defaults(void)
{
    return (options){.select = {.op = -1, .dtype = -1},
                     .asked = params_usual,
                     .out = "reports",
                     .threads = omp_get_num_procs(),
                     .seed = 1};
}

bool set_text(const char *text, void *field)
{
    *(const char **)field = text;
    return text[0] != '\0';
}

bool set_flag(const char *text, void *field)
{
    (void)text;
    *(bool *)field = true;
    return true;
}

bool set_number(const char *text, void *field)
{
    char *end;
    const double value = strtod(text, &end);
    *(double *)field = value;
    return end != text && *end == '\0' && isfinite((float)value);
}

bool set_whole(const char *text, void *field)
{
    char *end;
    errno = 0;
    *(uint64_t *)field = strtoull(text, &end, 0);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0;
}

bool set_threads(const char *text, void *field)
{
    uint64_t count;
    if (!set_whole(text, &count) || count < 1 || count > THREADS_MAX)
        return false;
    *(int *)field = (int)count;
    return true;
}

static bool set_name(const char *const *names, int count, const char *text, void *field)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0) {
            *(int *)field = i;
            return true;
        }
    return false;
}

static bool set_op(const char *text, void *field)
{
    return set_name(op_names, OP_COUNT, text, field);
}

static bool set_dtype(const char *text, void *field)
{
    return set_name(dtype_names, DTYPE_COUNT, text, field);
}

static bool set_format(const char *text, void *field)
{
    int chosen;
    if (!set_name(format_names, FORMAT_COUNT, text, &chosen))
        return false;
    *(format *)field = (format)chosen;
    return true;
}

#define COMMON(field) offsetof(options, field)
static const struct {
    option_group group;
    option_entry entry;
} common_entries[] = {
    {TAKES_FUNCTION,
     {"function", "NAME", "only this function", "the name of a function", set_text, COMMON(select.function)}},
    {TAKES_IMPL,
     {"impl", "GLOB", "only implementations that match, as function/variant or variant", "a pattern", set_text,
      COMMON(select.impl)}},
    {TAKES_OP,
     {"op", "OP", "only this op: forward, gradient, grad_alpha or grad_beta",
      "forward, gradient, grad_alpha or grad_beta", set_op, COMMON(select.op)}},
    {TAKES_DTYPE,
     {"dtype", "TYPE", "only this dtype: f32, f64, f16 or bf16", "f32, f64, f16 or bf16", set_dtype,
      COMMON(select.dtype)}},
    {TAKES_ALPHA,
     {"alpha", "A", "a function's parameter alpha, as leaky_relu has it (default: each one's own)", "a finite number",
      set_number, COMMON(asked.alpha)}},
    {TAKES_BETA,
     {"beta", "B", "a function's parameter beta, as silu has it (default: each one's own)", "a finite number",
      set_number, COMMON(asked.beta)}},
    {TAKES_OUT,
     {"out", "DIR", "where the CSV files go (default: reports)", "the name of a folder", set_text, COMMON(out)}},
    {TAKES_THREADS,
     {"threads", "N", "threads (default: all processors; for times, one)", "a whole number" FROM_TO(1, THREADS_MAX),
      set_threads, COMMON(threads)}},
    {TAKES_SEED,
     {"seed", "N", "seed of every random choice (default: 1)", "a whole number from 0 to 2^64-1", set_whole,
      COMMON(seed)}},
    {TAKES_FORMAT,
     {"format", "FORM", "what goes to stdout: table, csv, json or markdown (default: table)",
      "table, csv, json or markdown", set_format, COMMON(format)}},
    {TAKES_PLUGIN,
     {"plugin", "FILE", "brings the implementations of a shared library in; may be repeated", "the name of a file",
      set_text, COMMON(plugin)}},
    {TAKES_QUIET, {"quiet", NULL, "no progress bar and no remarks", NULL, set_flag, COMMON(quiet)}},
};
enum { COMMON_COUNT = LENGTH(common_entries) };

/* They are answered, and nothing else is done. */
static const option_entry answers[] = {{.name = "help", .help = "this text"},
                                       {.name = "version", .help = "the program's version"}};
enum { ANSWER_COUNT = LENGTH(answers) };

static void print_entries(const option_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", entries[i].name, entries[i].argument != NULL ? " " : "",
                 entries[i].argument != NULL ? entries[i].argument : "");
        printf("  %-22s %s\n", left, entries[i].help);
    }
}

static bool is_listed(const char *words, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = words; at != NULL && (at = strstr(at, word)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static void print_help(const command_syntax *s)
{
    printf("usage: actbench %s [OPTION]...%s%s\n%s\n\n", s->name, s->operands != NULL ? " " : "",
           s->operands != NULL ? s->operands : "", s->summary);
    print_entries(s->entries, s->entry_count);
    for (size_t i = 0; i < COMMON_COUNT; i++)
        if ((s->takes & common_entries[i].group) != 0)
            print_entries(&common_entries[i].entry, 1);
    print_entries(answers, ANSWER_COUNT);
}

/* The options of a command as getopt knows them, and the entry behind each. The command's own stand first,
 * then the common ones. */
typedef struct syntax_table {
    struct option options[ENTRIES_MAX + 1];
    const option_entry *entries[ENTRIES_MAX];
    size_t count;
} syntax_table;

static void add_entry(syntax_table *t, const option_entry *e)
{
    t->options[t->count] = (struct option){e->name, e->argument != NULL, NULL, 0};
    t->entries[t->count++] = e;
}

static void fill_table(const command_syntax *s, syntax_table *t)
{
    *t = (syntax_table){0};
    for (size_t i = 0; i < s->entry_count; i++)
        add_entry(t, &s->entries[i]);
    for (size_t i = 0; i < COMMON_COUNT; i++)
        if ((s->takes & common_entries[i].group) != 0)
            add_entry(t, &common_entries[i].entry);
    for (size_t i = 0; i < ANSWER_COUNT; i++)
        add_entry(t, &answers[i]);
}

static void answer(const option_entry *asked, const command_syntax *s)
{
    if (strcmp(asked->name, "help") == 0)
        print_help(s);
    else
        puts("actbench " ACTBENCH_VERSION);
}

static int apply(const option_entry *e, const command_syntax *s, void *target)
{
    if (e->set(optarg, (char *)target + e->offset))
        return STATUS_GOOD;
    return complain(STATUS_USAGE, "%s: --%s expects %s, not '%s'", s->name, e->name, e->expects, optarg);
}

/* Whether the option that getopt_long has just found stands there by its whole name: a shortened one would change its
 * meaning when a command gets another option. */
static bool is_whole_name(const char *given, const option_entry *e)
{
    const char *name = given + strlen("--");
    const size_t length = strcspn(name, "=");
    return strlen(e->name) == length && strncmp(e->name, name, length) == 0;
}

int options_parse(int argc, char **argv, const command_syntax *syntax, options *common, void *own, int *operands,
                  bool *done)
{
    syntax_table table;
    fill_table(syntax, &table);
    *done = false;
    common->argument_count = argc;
    common->arguments = argv;
    opterr = 0;
    optind = 1;
    /* The last value of another option counts, as is usual; one of these would leave out what was asked for. */
    static const char narrowing[] = "function impl op dtype";
    uint64_t seen = 0;
    int chosen, found;
    while ((found = getopt_long(argc, argv, ":", table.options, &chosen)) != -1) {
        if (found == ':')
            return complain(STATUS_USAGE, "%s: %s needs a value: see `actbench %s --help`", syntax->name,
                            argv[optind - 1], syntax->name);
        if (found == '?')
            return complain(STATUS_USAGE, "%s: unknown option '%s': see `actbench %s --help`", syntax->name,
                            argv[optind - 1], syntax->name);
        const option_entry *e = table.entries[chosen];
        const char *given = argv[optind - (optarg != NULL && optarg == argv[optind - 1] ? 2 : 1)];
        if (!is_whole_name(given, e))
            return complain(STATUS_USAGE, "%s: unknown option '%s': see `actbench %s --help`", syntax->name, given,
                            syntax->name);
        if (e->set == NULL) {
            answer(e, syntax);
            *done = true;
            return STATUS_GOOD;
        }
        const bool is_own = (size_t)chosen < syntax->entry_count;
        if ((seen >> chosen & 1) != 0 && is_listed(narrowing, e->name))
            return complain(STATUS_USAGE, "%s: --%s is given twice, and narrows to one: run it once for each%s",
                            syntax->name, e->name,
                            strcmp(e->name, "impl") == 0 ? ", or give a pattern such as 'sigmoid/[fn]*'" : "");
        seen |= UINT64_C(1) << chosen;
        if (is_own)
            common->given |= UINT64_C(1) << chosen;
        const int status = apply(e, syntax, is_own ? own : common);
        if (status != STATUS_GOOD)
            return status;
    }
    const int left = argc - optind;
    memmove(argv + 1, argv + optind, (size_t)left * sizeof *argv);
    if (operands != NULL)
        *operands = left;
    else if (left > 0)
        return complain(STATUS_USAGE, "%s: unexpected '%s': see `actbench %s --help`", syntax->name, argv[1],
                        syntax->name);
    return selection_check(&common->select);
}

const char *options_given(const options *o, const command_syntax *s, const char *words)
{
    for (size_t i = 0; i < s->entry_count; i++)
        if ((o->given >> i & 1) != 0 && is_listed(words, s->entries[i].name))
            return s->entries[i].name;
    return NULL;
}
