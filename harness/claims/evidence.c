#include "claims/evidence.h"

#include "support/status.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static int read_or_empty(const schema *s, const char *dir, table **t)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, s->file);
    if (access(path, F_OK) == 0 || errno != ENOENT)
        return table_read(s, dir, t);
    *t = table_new(s);
    return STATUS_GOOD;
}

int evidence_read(const char *dir, evidence *e)
{
    if (access(dir, R_OK | X_OK) != 0)
        return complain(STATUS_USAGE, "%s: cannot be read: name the folder of a stored run", dir);
    *e = (evidence){0};
    int status = read_or_empty(&accuracy_schema, dir, &e->accuracy);
    if (status == STATUS_GOOD)
        status = read_or_empty(&speed_schema, dir, &e->speed);
    if (status == STATUS_GOOD)
        status = read_or_empty(&training_schema, dir, &e->training);
    if (status == STATUS_GOOD)
        status = read_or_empty(&identity_schema, dir, &e->identity);
    if (status != STATUS_GOOD)
        evidence_free(e);
    return status;
}

void evidence_free(evidence *e)
{
    table_free(e->accuracy);
    table_free(e->speed);
    table_free(e->training);
    table_free(e->identity);
}
