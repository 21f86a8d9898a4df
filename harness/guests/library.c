#include "guests/library.h"

#include "registry/instruction_sets.h"
#include "support/child.h"
#include "support/memory.h"
#include "support/status.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LOAD_SECONDS = 20, FAULT_SIZE = 512 };

/* What the child finds out. */
typedef struct inspection {
    const library_function *library;
    bool loaded, other;
    fp_change on_load;
    char fault[FAULT_SIZE]; /* empty: it is there */
} inspection;

/* A data object's address comes as one of a function: POSIX says that it may. */
static any_function *symbol_in(void *library, const char *name)
{
    any_function *f;
    void *const found = name[0] != '\0' ? dlsym(library, name) : NULL;
    memcpy(&f, &found, sizeof f);
    return f;
}

static void *load(const char *path, fp_change *change)
{
    const fp_control before = fp_control_now();
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    *change = fp_control_change(before, fp_control_now());
    fp_control_set(before);
    return library;
}

static void inspect(void *data)
{
    inspection *i = data;
    const library_function *l = i->library;
    void *library = load(l->path, &i->on_load);
    i->loaded = true;
    if (library == NULL) {
        snprintf(i->fault, sizeof i->fault, "%s", dlerror());
        return;
    }
    i->other = symbol_in(library, l->symbol) == NULL;
    if (i->other && symbol_in(library, l->other) == NULL)
        snprintf(i->fault, sizeof i->fault, "%.256s has no symbol '%s': see `nm -D`, and name it with --symbol",
                 l->path, l->symbol);
}

static int conclude(library_function *l, const inspection *i, child_end end, int killer)
{
    if (end == CHILD_FAILED)
        return complain(STATUS_MISSING, "no process can be started: raise `ulimit -u`");
    if (!i->loaded && end == CHILD_KILLED)
        return complain(STATUS_USAGE, "judge: %s: loading it dies of signal %d (%s)", l->path, killer,
                        strsignal(killer));
    if (!i->loaded)
        return complain(STATUS_USAGE, "judge: %s: loading it %s", l->path,
                        end == CHILD_TIMED_OUT ? "does not come to an end" : "ends the program");
    if (i->fault[0] != '\0')
        return complain(STATUS_USAGE, "judge: %s", i->fault);
    if (i->other)
        memcpy(l->symbol, l->other, sizeof l->symbol);
    l->on_load = i->on_load;
    return STATUS_GOOD;
}

int library_inspect(library_function *l)
{
    if (!instruction_sets_available(l->calling.isa))
        return complain(STATUS_MISSING, "judge: %s needs %s, which this machine lacks", l->symbol, l->calling.isa);
    inspection *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    memory_or_exit(shared == MAP_FAILED ? NULL : shared);
    shared->library = l;
    int killer = 0;
    const child_end end = child_run(inspect, shared, LOAD_SECONDS, &killer);
    const int status = conclude(l, shared, end, killer);
    munmap(shared, sizeof *shared);
    return status;
}

void library_run(void *context, const void *x, void *y, size_t n, const params *p)
{
    library_function *l = context;
    if (l->entry == NULL) {
        fp_change change;
        void *library = load(l->path, &change);
        l->entry = library != NULL ? symbol_in(library, l->symbol) : NULL;
        if (l->entry == NULL)
            abort();
    }
    calling_run(&l->calling, l->entry, x, y, n, p);
}
