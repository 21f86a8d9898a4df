#define _GNU_SOURCE /* asprintf */
#include "registry/plugin.h"

#include "registry/registry.h"
#include "support/status.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How an entry of a file comes in; false and a line of text in `fault`: it cannot. */
typedef bool admit(const implementation *plugged, char *fault, size_t size);

static bool admit_guest(const implementation *plugged, char *fault, size_t size)
{
    implementation entry = *plugged;
    entry.origin = ORIGIN_GUEST;
    return registry_add(&entry, fault, size);
}

const char base_suffix[] = "%base";

static bool admit_version(const implementation *plugged, char *fault, size_t size)
{
    char *name;
    implementation entry = *plugged;
    if (asprintf(&name, "%s%s", plugged->name, base_suffix) < 0)
        abort();
    entry.name = name;
    return registry_add(&entry, fault, size);
}

/* The options that load a file. Workers are this program anew: the environment tells them, one path a line. */
typedef struct door {
    const char *option, *variable;
    admit *admit;
} door;
static const door doors[] = {{"--plugin", "ACTBENCH_PLUGINS", admit_guest},
                             {"--kernels", "ACTBENCH_KERNELS", registry_replace},
                             {"--beside", "ACTBENCH_BESIDE", admit_version}};
enum { DOORS = sizeof doors / sizeof doors[0] };

static int add_entries(const door *d, const char *path, const implementation_plugin *p)
{
    char fault[512];
    for (const implementation *const *i = p->begin; i != p->end; i++)
        if (!d->admit(*i, fault, sizeof fault))
            return complain(STATUS_USAGE, "%s %s: %s", d->option, path, fault);
    return STATUS_GOOD;
}

static int load(const door *d, const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return complain(STATUS_USAGE, "%s %s: %s", d->option, path, dlerror());
    const implementation_plugin *p = dlsym(library, "actbench_plugin");
    if (p == NULL)
        return complain(STATUS_USAGE, "%s %s: is no plugin: a line ACTBENCH_PLUGIN; behind its entries makes it one",
                        d->option, path);
    if (p->version != ACTBENCH_PLUGIN_VERSION || p->entry_size != sizeof(implementation))
        return complain(STATUS_USAGE,
                        "%s %s: is of version %u with entries of %u bytes, where this program has %d with %zu: "
                        "compile it with this program's registry/implementation.h",
                        d->option, path, p->version, p->entry_size, ACTBENCH_PLUGIN_VERSION, sizeof(implementation));
    return add_entries(d, path, p);
}

static int load_named(const door *d, const char *file, bool remember)
{
    char path[PATH_MAX];
    if (realpath(file, path) == NULL)
        return complain(STATUS_USAGE, "%s %s: there is no such file", d->option, file);
    const int status = load(d, path);
    if (status != STATUS_GOOD || !remember)
        return status;
    char all[4 * PATH_MAX];
    const char *before = getenv(d->variable);
    snprintf(all, sizeof all, "%s%s\n", before != NULL ? before : "", path);
    setenv(d->variable, all, 1);
    return STATUS_GOOD;
}

static int load_inherited(const door *d)
{
    const char *inherited = getenv(d->variable);
    char *told = inherited != NULL ? strdup(inherited) : NULL, *rest = told;
    int status = STATUS_GOOD;
    while (rest != NULL && status == STATUS_GOOD) {
        const char *path = strsep(&rest, "\n");
        if (path[0] != '\0')
            status = load_named(d, path, false);
    }
    free(told);
    return status;
}

int plugins_load(int argc, char **argv)
{
    int status = STATUS_GOOD;
    for (const door *d = doors; d < doors + DOORS && status == STATUS_GOOD; d++) {
        const size_t length = strlen(d->option);
        status = load_inherited(d);
        for (int i = 2; i < argc && status == STATUS_GOOD; i++) {
            if (strcmp(argv[i], d->option) == 0 && i + 1 < argc)
                status = load_named(d, argv[++i], true);
            else if (strncmp(argv[i], d->option, length) == 0 && argv[i][length] == '=')
                status = load_named(d, argv[i] + length + 1, true);
        }
    }
    return status;
}
