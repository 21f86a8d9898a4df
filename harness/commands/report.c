/* `report`: a stored run as one page. */
#include "commands/commands.h"
#include "commands/options.h"
#include "page/page.h"
#include "page/screen.h"
#include "support/length.h"
#include "support/status.h"

#include <string.h>

typedef struct report_command {
    const char *against, *pictures;
} report_command;

static const option_entry entries[] = {
    {"against", "DIR", "an earlier run: what moved since stands in the page, and in its Pareto plots",
     "the name of a folder", set_text, offsetof(report_command, against)},
    {"pictures", "DIR", "write no page but each of its pictures of functions, as an SVG file in DIR",
     "the name of a folder", set_text, offsetof(report_command, pictures)},
};

static const command_syntax syntax = {
    "report",
    "[DIR]",
    "Writes DIR/index.html (by default into --out): one self-contained page with pictures "
    "from the run's CSV files.",
    entries,
    LENGTH(entries),
    TAKES_SELECTION | TAKES_OUT | TAKES_PLUGIN | TAKES_QUIET};

static bool is_judged(const void *row, const void *wanted)
{
    const accuracy_row *r = row;
    return selection_has(wanted, r->impl, r->op, r->dtype);
}

static bool is_timed(const void *row, const void *wanted)
{
    const speed_row *r = row;
    return selection_has(wanted, r->impl, r->op, r->dtype);
}

/* A page of some implementations has no claims: they rest on all of them. */
static void keep_selected(run_files *files, const options *o)
{
    if (options_leave_nothing_out(o))
        return;
    if (files->accuracy != NULL)
        table_keep(files->accuracy, is_judged, &o->select);
    if (files->speed != NULL)
        table_keep(files->speed, is_timed, &o->select);
    table_free(files->claims);
    table_free(files->training);
    files->claims = files->training = NULL;
}

static int write_page(const options *o, const report_command *own, const char *dir)
{
    run_files files = {0}, against = {0};
    int status = run_files_read(dir, &files);
    if (status == STATUS_GOOD && own->against != NULL)
        status = run_files_read(own->against, &against);
    if (status == STATUS_GOOD) {
        keep_selected(&files, o);
        status = own->pictures != NULL ? page_write_pictures(&files, own->pictures)
                                       : page_write(&files, own->against != NULL ? &against : NULL, dir);
    }
    if (status == STATUS_GOOD && own->pictures == NULL && !o->quiet)
        screen_print(&files, true, stdout);
    run_files_free(&files);
    run_files_free(&against);
    return status;
}

int command_report(int argc, char **argv)
{
    options o = options_defaults();
    report_command own = {0};
    int operands = 0;
    bool done;
    const int status = options_parse(argc, argv, &syntax, &o, &own, &operands, &done);
    if (status != STATUS_GOOD || done)
        return status;
    if (operands > 1)
        return complain(STATUS_USAGE, "report: give one DIR: '%s' is one too many", argv[2]);
    return write_page(&o, &own, operands == 1 ? argv[1] : o.out);
}
