#define _GNU_SOURCE /* memfd_create */
#include "speed/watch.h"
#include "support/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where a worker finds the page, behind its three standard descriptors. */
enum { HANDED_ON = 3 };

typedef struct watch_shared {
    _Atomic uint64_t beats; /* grows whenever something begins or ends */
    _Atomic int32_t running;
} watch_shared;

/* A worker that nobody watches writes here. */
static watch_shared unwatched;
static watch_shared *own = &unwatched;

static watch_shared *map(int file)
{
    void *page = mmap(NULL, sizeof(watch_shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return page == MAP_FAILED ? NULL : page;
}

bool watch_open(watch *w)
{
    *w = (watch){.file = memfd_create("actbench", MFD_CLOEXEC)};
    if (w->file >= 0 && ftruncate(w->file, sizeof(watch_shared)) == 0)
        w->page = map(w->file);
    if (w->page == NULL) {
        if (w->file >= 0)
            close(w->file);
        return false;
    }
    atomic_store(&w->page->running, WATCH_NOTHING);
    return true;
}

void watch_close(watch *w)
{
    munmap(w->page, sizeof *w->page);
    close(w->file);
}

void watch_hand_on(const watch *w)
{
    if (w->file == HANDED_ON)
        fcntl(w->file, F_SETFD, 0);
    else
        dup2(w->file, HANDED_ON);
}

watch_result watch_wait(const watch *w, int pipe, double patience_seconds)
{
    static const double slice_seconds = 0.1;
    uint64_t beats = atomic_load(&w->page->beats);
    for (double idle = 0; idle < patience_seconds; idle += slice_seconds) {
        struct pollfd ready = {.fd = pipe, .events = POLLIN};
        const int count = poll(&ready, 1, (int)(1000 * slice_seconds));
        if (interrupted())
            return WATCH_INTERRUPTED;
        if (count > 0 || (count < 0 && errno != EINTR))
            return WATCH_READY;
        const uint64_t now = atomic_load(&w->page->beats);
        if (now != beats)
            idle = 0;
        beats = now;
    }
    return WATCH_HANGS;
}

int watch_collect(pid_t worker, watch_result result)
{
    int status = 0;
    if (result != WATCH_READY)
        kill(worker, SIGKILL);
    while (waitpid(worker, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

int32_t watch_running(const watch *w)
{
    return atomic_load(&w->page->running);
}

void watch_describe(watch_result result, int wait_status, char *text, size_t size)
{
    if (result == WATCH_HANGS)
        snprintf(text, size, "hangs");
    else if (WIFSIGNALED(wait_status))
        snprintf(text, size, "crashes (%s)", strsignal(WTERMSIG(wait_status)));
    else
        snprintf(text, size, "ends the process");
}

void watch_take(void)
{
    /* Only files in memory have seals: one that a user left open there is not ours to write to. */
    watch_shared *page = fcntl(HANDED_ON, F_GET_SEALS) >= 0 ? map(HANDED_ON) : NULL;
    if (page != NULL)
        own = page;
}

static void beat(int32_t what)
{
    atomic_store_explicit(&own->running, what, memory_order_relaxed);
    atomic_fetch_add_explicit(&own->beats, 1, memory_order_relaxed);
}

void watch_begin(int32_t what)
{
    beat(what);
}

void watch_end(void)
{
    beat(WATCH_NOTHING);
}
