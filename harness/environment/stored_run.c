/* Which files a reader wants is its own matter; how they are found and read is here. */
#include "environment/stored_run.h"

#include "environment/environment.h"
#include "rows/rows.h"
#include "support/packed.h"
#include "support/status.h"

#include <limits.h>
#include <stdio.h>

bool stored_file_exists(const char *dir, const schema *s)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, s->file);
    return packed_exists(path);
}

int stored_files_read(const char *dir, const stored_file *files, size_t count, size_t *found)
{
    int status = STATUS_GOOD;
    *found = 0;
    for (size_t i = 0; i < count && status == STATUS_GOOD; i++) {
        const schema *s = files[i].schema;
        if (!stored_file_exists(dir, s))
            continue;
        status = s == &environment_schema ? environment_read(dir, files[i].rows) : table_read(s, dir, files[i].rows);
        ++*found;
    }
    return status;
}
