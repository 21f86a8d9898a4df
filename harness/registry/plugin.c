#include "registry/plugin.h"

#include "registry/registry.h"
#include "support/status.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Workers are this program anew: the environment tells them, one path a line. */
static const char variable[] = "ACTBENCH_PLUGINS";

static int add_entries(const char *path, const implementation_plugin *p)
{
    char fault[512];
    for (const implementation *const *i = p->begin; i != p->end; i++) {
        implementation entry = **i;
        entry.origin = ORIGIN_GUEST;
        if (!registry_add(&entry, fault, sizeof fault))
            return complain(STATUS_USAGE, "--plugin %s: %s", path, fault);
    }
    return STATUS_GOOD;
}

static int load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return complain(STATUS_USAGE, "--plugin %s: %s", path, dlerror());
    const implementation_plugin *p = dlsym(library, "actbench_plugin");
    if (p == NULL)
        return complain(STATUS_USAGE,
                        "--plugin %s: is no plugin: a line ACTBENCH_PLUGIN; behind its entries makes it one", path);
    if (p->version != ACTBENCH_PLUGIN_VERSION || p->entry_size != sizeof(implementation))
        return complain(STATUS_USAGE,
                        "--plugin %s: is of version %u with entries of %u bytes, where this program has %d with %zu: "
                        "compile it with this program's registry/implementation.h",
                        path, p->version, p->entry_size, ACTBENCH_PLUGIN_VERSION, sizeof(implementation));
    return add_entries(path, p);
}

static int load_named(const char *file, bool remember)
{
    char path[PATH_MAX];
    if (realpath(file, path) == NULL)
        return complain(STATUS_USAGE, "--plugin %s: there is no such file", file);
    const int status = load(path);
    if (status != STATUS_GOOD || !remember)
        return status;
    char all[4 * PATH_MAX];
    const char *before = getenv(variable);
    snprintf(all, sizeof all, "%s%s\n", before != NULL ? before : "", path);
    setenv(variable, all, 1);
    return STATUS_GOOD;
}

int plugins_load(int argc, char **argv)
{
    static const char option[] = "--plugin";
    const char *inherited = getenv(variable);
    char *told = inherited != NULL ? strdup(inherited) : NULL, *rest = told;
    int status = STATUS_GOOD;
    while (rest != NULL && status == STATUS_GOOD) {
        const char *path = strsep(&rest, "\n");
        if (path[0] != '\0')
            status = load_named(path, false);
    }
    free(told);
    for (int i = 2; i < argc && status == STATUS_GOOD; i++) {
        const size_t length = sizeof option - 1;
        if (strcmp(argv[i], option) == 0 && i + 1 < argc)
            status = load_named(argv[++i], true);
        else if (strncmp(argv[i], option, length) == 0 && argv[i][length] == '=')
            status = load_named(argv[i] + length + 1, true);
    }
    return status;
}
