#include "commands/run.h"

#include "environment/environment.h"
#include "reference/vector_math.h"
#include "support/status.h"

#include <stdio.h>

int run_begin(run *r, const options *o)
{
    const environment_request request = {o->seed, o->threads, o->argument_count, o->arguments};
    *r = (run){.options = o, .environment = table_new(&environment_schema)};
    environment_collect(r->environment, &request);
    environment_add(r->environment, "filter", vector_math_name());
    snprintf(r->id, sizeof r->id, "%s", environment_value(r->environment, "run_id"));
    return run_write(r, r->environment);
}

void run_end(run *r)
{
    table_free(r->environment);
    r->environment = NULL;
}

int run_write(const run *r, const table *t)
{
    return table_write(t, r->options->out);
}
