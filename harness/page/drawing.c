/* One script, one run of gnuplot, and the figures read back. */
#include "page/drawing.h"

#include "page/gnuplot_svg.h"
#include "support/memory.h"
#include "support/status.h"

#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_ROOM = 128 };

struct drawing {
    char folder[PATH_ROOM];
    FILE *script;
    size_t figures;
    svg_card *cards;
    size_t card_count, card_capacity;
};

extern char **environ;

static void path_of(const drawing *d, const char *name, char path[PATH_ROOM * 2])
{
    snprintf(path, PATH_ROOM * 2, "%s/%s", d->folder, name);
}

static void path_of_figure(const drawing *d, size_t number, const char *suffix, char path[PATH_ROOM * 2])
{
    char name[PATH_ROOM];
    snprintf(name, sizeof name, "%zu.%s", number, suffix);
    path_of(d, name, path);
}

drawing *drawing_new(void)
{
    drawing *d = memory_or_exit(calloc(1, sizeof *d));
    const char *scratch = getenv("TMPDIR");
    snprintf(d->folder, sizeof d->folder, "%.90s/actbench.XXXXXX", scratch != NULL ? scratch : "/tmp");
    char path[PATH_ROOM * 2];
    if (mkdtemp(d->folder) != NULL) {
        path_of(d, "script", path);
        d->script = fopen(path, "w");
    }
    if (d->script == NULL) {
        complain(STATUS_MISSING, "report: %s: no scratch folder can be made there: set TMPDIR to one that can",
                 d->folder);
        free(d);
        return NULL;
    }
    return d;
}

void drawing_free(drawing *d)
{
    if (d == NULL)
        return;
    char path[PATH_ROOM * 2];
    if (d->script != NULL)
        fclose(d->script);
    path_of(d, "script", path);
    unlink(path);
    for (size_t i = 0; i < d->figures; i++) {
        path_of_figure(d, i, "svg", path);
        unlink(path);
        path_of_figure(d, i, "scale", path);
        unlink(path);
    }
    rmdir(d->folder);
    for (size_t i = 0; i < d->card_count; i++) {
        free(d->cards[i].name);
        free(d->cards[i].text);
    }
    free(d->cards);
    free(d);
}

/* What maps the figure's pixels to its axes; gnuplot knows it once it has plotted. */
static void end_figure(drawing *d)
{
    if (d->figures == 0)
        return;
    char path[PATH_ROOM * 2];
    path_of_figure(d, d->figures - 1, "scale", path);
    fprintf(d->script,
            "set print '%s'\n"
            "print sprintf('%%g %%g %%g %%g %%.17g %%.17g %%.17g %%.17g %%s', GPVAL_TERM_XMIN, "
            "GPVAL_TERM_XMAX, GPVAL_TERM_YMIN, GPVAL_TERM_YMAX, GPVAL_X_MIN, GPVAL_X_MAX, "
            "GPVAL_Y_MIN, GPVAL_Y_MAX, exists('log_axes') ? log_axes : '-')\nunset print\n",
            path);
}

FILE *drawing_figure(drawing *d, int width, int height, size_t *number)
{
    char path[PATH_ROOM * 2];
    end_figure(d);
    *number = d->figures++;
    path_of_figure(d, *number, "svg", path);
    fprintf(
        d->script,
        "reset session\nset terminal svg size %d,%d dynamic noenhanced font 'sans-serif,14' background rgb 'white'\n"
        "set output '%s'\nset border 3\nset tics nomirror\nset key off\nset encoding utf8\nunset mxtics\nunset mytics\nset grid back lc rgb '#999999' lw 0.3\n",
        width, height, path);
    return d->script;
}

size_t drawing_card(drawing *d, const char *name, const char *kind, const char *text)
{
    if (d->card_count == d->card_capacity) {
        d->card_capacity = 2 * d->card_capacity + 64;
        d->cards = memory_or_exit(realloc(d->cards, d->card_capacity * sizeof *d->cards));
    }
    d->cards[d->card_count] = (svg_card){memory_or_exit(strdup(name)), kind, memory_or_exit(strdup(text))};
    return d->card_count++;
}

int drawing_run(drawing *d)
{
    char path[PATH_ROOM * 2];
    end_figure(d);
    path_of(d, "script", path);
    const bool written = fclose(d->script) == 0;
    d->script = NULL;
    if (!written)
        return complain(STATUS_MISSING, "report: %s: cannot be written: is the disk full?", path);
    char *arguments[] = {"gnuplot", "-d", path, NULL};
    pid_t child;
    int how = -1;
    if (posix_spawnp(&child, "gnuplot", NULL, NULL, arguments, environ) != 0)
        return complain(STATUS_MISSING,
                        "report: gnuplot, which draws the pictures, is not installed: run scripts/setup.sh");
    waitpid(child, &how, 0);
    if (WIFEXITED(how) && WEXITSTATUS(how) == 127)
        return complain(STATUS_MISSING,
                        "report: gnuplot, which draws the pictures, is not installed: run scripts/setup.sh");
    return how == 0 ? STATUS_GOOD : complain(STATUS_MISSING, "report: gnuplot failed: see its lines above");
}

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    if (file == NULL)
        return NULL;
    if (getdelim(&text, &size, '\0', file) < 0) {
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

size_t drawing_place(const drawing *d, size_t number, const char *label, bool alone, FILE *to)
{
    char path[PATH_ROOM * 2];
    path_of_figure(d, number, "svg", path);
    char *svg = read_text(path);
    path_of_figure(d, number, "scale", path);
    char *scale = read_text(path);
    size_t written = 0;
    if (svg != NULL) {
        const svg_style style = {.label = label, .scale = scale, .alone = alone};
        written = svg_rewrite(svg, d->cards, d->card_count, &style, to);
    }
    free(svg);
    free(scale);
    return written;
}

void drawing_place_shapes(FILE *to)
{
    svg_shapes(to);
}
