#include "support/progress.h"

#include "support/memory.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { LABEL_SIZE = 64, BAR_CELLS = 24, DEFAULT_WIDTH = 80, LINE_SIZE = 256 };

static const uint64_t redraw_every_ns = 100000000;

struct progress {
    char label[LABEL_SIZE];
    bool shown;
    double following; /* seconds */
    uint64_t total;
    uint64_t start_ns;
    _Atomic uint64_t done;
    _Atomic uint64_t next_draw_ns;
};

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return DEFAULT_WIDTH;
    return size.ws_col < LINE_SIZE ? size.ws_col : LINE_SIZE;
}

/* h:mm:ss, without the hours where there are none. */
static void write_duration(char *text, size_t size, double seconds)
{
    const unsigned long whole = (unsigned long)(seconds + 0.5);
    const unsigned long hours = whole / 3600, minutes = whole / 60 % 60;
    if (hours > 0)
        snprintf(text, size, "%lu:%02lu:%02lu", hours, minutes, whole % 60);
    else
        snprintf(text, size, "%lu:%02lu", minutes, whole % 60);
}

static void draw(const progress *p, uint64_t done, uint64_t now)
{
    const double fraction = done < p->total ? (double)done / (double)p->total : 1;
    const int filled = (int)(fraction * BAR_CELLS);
    char bar[BAR_CELLS + 1] = "", left[32] = "", line[LINE_SIZE];
    memset(bar, '.', BAR_CELLS);
    memset(bar, '#', (size_t)filled);
    if (fraction > 0)
        write_duration(left, sizeof left,
                       (double)(now - p->start_ns) * 1e-9 * (1 - fraction) / fraction + p->following);
    snprintf(line, sizeof line, "%-28s [%s] %3d%%  %s left", p->label, bar, (int)(100 * fraction),
             left[0] != '\0' ? left : "-:--");
    /* A line that wraps could not be redrawn in place. */
    fprintf(stderr, "\r%.*s\033[K", terminal_width() - 1, line);
    fflush(stderr);
}

progress *progress_new(const char *label, uint64_t total, bool quiet)
{
    progress *p = memory_or_exit(calloc(1, sizeof *p));
    snprintf(p->label, sizeof p->label, "%s", label);
    p->shown = !quiet && isatty(STDERR_FILENO);
    p->total = total;
    p->start_ns = now_ns();
    return p;
}

void progress_rename(progress *p, const char *label)
{
    snprintf(p->label, sizeof p->label, "%s", label);
}

void progress_follow(progress *p, double seconds)
{
    p->following = seconds;
}

void progress_skip(progress *p, uint64_t steps)
{
    p->total -= steps < p->total ? steps : p->total;
}

void progress_add(progress *p, uint64_t steps)
{
    if (!p->shown)
        return;
    const uint64_t done = atomic_fetch_add(&p->done, steps) + steps;
    const uint64_t now = now_ns();
    uint64_t due = atomic_load(&p->next_draw_ns);
    /* Of the threads that find the bar due, the one that moves the date draws it. */
    if (now >= due && atomic_compare_exchange_strong(&p->next_draw_ns, &due, now + redraw_every_ns))
        draw(p, done, now);
}

void progress_free(progress *p)
{
    if (p != NULL && p->shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    free(p);
}
