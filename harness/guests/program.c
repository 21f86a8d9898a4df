#define _GNU_SOURCE /* pipe2, F_SETPIPE_SZ */
#include "guests/program.h"

#include "support/bound_fork.h"
#include "support/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIPE_BYTES = 1 << 20, POLL_MILLISECONDS = 250 };

/* A run under way. */
typedef struct feeding {
    pid_t process;
    int to, from; /* -1: closed */
    const char *x;
    char *y;
    size_t size, sent, got;
    bool more; /* it wrote beyond y */
} feeding;

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

_Noreturn static void become(char *const *arguments, int in, int out)
{
    /* A group of its own, so that all of it can be ended. */
    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execvp(arguments[0], arguments);
    _exit(PROGRAM_NOT_FOUND);
}

static bool start(feeding *f, char *const *arguments)
{
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0)
        return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return false;
    }
    fflush(NULL);
    f->process = bound_fork();
    if (f->process == 0)
        become(arguments, in[0], out[1]);
    close(in[0]);
    close(out[1]);
    f->to = in[1];
    f->from = out[0];
    fcntl(f->to, F_SETPIPE_SZ, PIPE_BYTES);
    fcntl(f->from, F_SETPIPE_SZ, PIPE_BYTES);
    fcntl(f->to, F_SETFL, O_NONBLOCK);
    fcntl(f->from, F_SETFL, O_NONBLOCK);
    return f->process > 0;
}

/* Its own end of the pipe may be closed: then it wants no more. */
static void send_some(feeding *f)
{
    const ssize_t n = write(f->to, f->x + f->sent, f->size - f->sent);
    f->sent += n > 0 ? (size_t)n : 0;
    if (f->sent == f->size || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&f->to);
}

static void receive_some(feeding *f)
{
    char beyond[1];
    const bool full = f->got == f->size;
    const ssize_t n = full ? read(f->from, beyond, sizeof beyond) : read(f->from, f->y + f->got, f->size - f->got);
    f->more = f->more || (full && n > 0);
    f->got += n > 0 && !full ? (size_t)n : 0;
    if (n == 0 || f->more || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&f->from);
}

/* Until its output ends; false: it was idle for too long. */
static bool attend(feeding *f, unsigned patience_seconds)
{
    unsigned idle = 0;
    while (f->from >= 0 && !interrupted()) {
        struct pollfd ends[2] = {{.fd = f->from, .events = POLLIN}, {.fd = f->to, .events = POLLOUT}};
        const int ready = poll(ends, 2, POLL_MILLISECONDS);
        idle = ready == 0 ? idle + POLL_MILLISECONDS : 0;
        if (idle / 1000 >= patience_seconds)
            return false;
        if (ready > 0 && ends[1].revents != 0)
            send_some(f);
        if (ready > 0 && ends[0].revents != 0)
            receive_some(f);
    }
    return true;
}

static program_run conclude(const feeding *f, int status, bool awake)
{
    program_run r = {.got = f->got, .end = PROGRAM_DONE};
    if (interrupted())
        r.end = PROGRAM_INTERRUPTED;
    else if (!awake)
        r.end = PROGRAM_IDLE;
    else if (f->more)
        r.end = PROGRAM_LONG;
    else if (WIFSIGNALED(status))
        r = (program_run){PROGRAM_KILLED, WTERMSIG(status), f->got};
    else if (WEXITSTATUS(status) != 0)
        r = (program_run){PROGRAM_FAILED, WEXITSTATUS(status), f->got};
    else if (f->got < f->size)
        r.end = PROGRAM_SHORT;
    return r;
}

program_run program_feed(char *const *arguments, const void *x, void *y, size_t size, unsigned patience_seconds)
{
    feeding f = {.to = -1, .from = -1, .x = x, .y = y, .size = size};
    int status = 0;
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGPIPE, &ignore, &before);
    program_run r = {PROGRAM_NOT_STARTED, 0, 0};
    if (start(&f, arguments)) {
        const bool awake = attend(&f, patience_seconds);
        close_end(&f.to);
        close_end(&f.from);
        if (!awake || f.more || interrupted())
            kill(-f.process, SIGKILL);
        while (waitpid(f.process, &status, 0) < 0 && errno == EINTR)
            continue;
        kill(-f.process, SIGKILL); /* what it has left behind */
        r = conclude(&f, status, awake);
    }
    sigaction(SIGPIPE, &before, NULL);
    return r;
}
