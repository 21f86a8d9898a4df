#include "accuracy/pool.h"

#include "accuracy/record.h"
#include "support/bound_fork.h"
#include "support/crash.h"
#include "support/descriptor.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/seconds.h"
#include "support/status.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* For one block of a few thousand elements even an implementation that asks MPFR needs a second at most. */
enum { PATIENCE_SECONDS = 60 };

/* So many looks without a change, so that a program that was stopped and goes on is not blamed. */
enum { IDLE_MAX = 2, POLL_MILLISECONDS = 250 };

/* Bytes of a record; more are sent only by a process whose memory is in ruins. */
enum { RECORD_MAX = 1 << 30 };

#define NO_SEGMENT SIZE_MAX

/* What a member is doing, in memory that outlives it. */
typedef struct member_note {
    call_note call;
    atomic_size_t segment;
} member_note;

/* Shared by the parent and all members. */
typedef struct board {
    atomic_size_t next; /* of todo */
    atomic_bool stop;
    member_note notes[]; /* one a member */
} board;

/* The parent's view of a member. */
typedef struct member {
    pid_t process; /* 0: none */
    int from;      /* its pipe */
    unsigned seen, idle;
} member;

typedef struct pool {
    const pass *pass;
    const size_t *todo;
    size_t count;
    offence *dead;
    pool_taker *take;
    void *context;
    board *board;
    size_t board_bytes, size;
    member *members; /* size of them */
    double looked;   /* when the members' calls were compared last */
    int status;
} pool;

typedef struct segment_message {
    uint64_t segment, size; /* so many bytes follow */
} segment_message;

static size_t next_segment(const pool *l)
{
    const size_t i = atomic_fetch_add(&l->board->next, 1);
    return i < l->count && !atomic_load(&l->board->stop) ? l->todo[i] : NO_SEGMENT;
}

/* A member's life; `first` is what it begins with, NO_SEGMENT: the next one. */
_Noreturn static void live(const pool *l, size_t place, size_t first, int to)
{
    member_note *note = &l->board->notes[place];
    worker *w = worker_new(l->pass, &note->call);
    crash_pass();
    caller_tell_writes(&w->caller);
    for (size_t s = first != NO_SEGMENT ? first : next_segment(l); s != NO_SEGMENT; s = next_segment(l)) {
        atomic_store(&note->segment, s);
        worker_segment(w, s, l->dead);
        segment_message head = {.segment = s};
        void *bytes = record_of(w, &head.size);
        if (!write_all(to, &head, sizeof head) || !write_all(to, bytes, head.size))
            break;
        free(bytes);
    }
    atomic_store(&note->segment, NO_SEGMENT);
    _exit(STATUS_GOOD);
}

static bool start(pool *l, size_t place, size_t first)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    member *m = &l->members[place];
    atomic_store(&l->board->notes[place].segment, first);
    atomic_store(&l->board->notes[place].call.turn, -1);
    atomic_store(&l->board->notes[place].call.inside, false);
    fflush(NULL);
    const pid_t process = bound_fork();
    if (process == 0) {
        close(ends[0]);
        live(l, place, first, ends[1]);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return false;
    }
    *m = (member){.process = process, .from = ends[0]};
    return true;
}

static offence offence_of(const member_note *note, const member *m, int status)
{
    const bool inside = atomic_load(&note->call.inside);
    if (atomic_load(&note->call.inputs_written))
        return (offence){OFFENCE_INPUTS, 0};
    if (m->idle == IDLE_MAX)
        return (offence){OFFENCE_HANG, 0};
    if (WIFSIGNALED(status))
        return (offence){inside ? OFFENCE_SIGNAL : OFFENCE_RUIN, WTERMSIG(status)};
    return (offence){OFFENCE_EXIT, WEXITSTATUS(status)};
}

/* Blames whoever's turn it was, and has another member go on from there. A member that ends by itself outside of
 * a kernel has said why. */
static void bury(pool *l, size_t place, int status)
{
    member_note *note = &l->board->notes[place];
    const size_t segment = atomic_load(&note->segment);
    const int turn = atomic_load(&note->call.turn);
    if (WIFEXITED(status) && !atomic_load(&note->call.inside)) {
        l->status = WEXITSTATUS(status) != STATUS_GOOD ? WEXITSTATUS(status) : STATUS_WORSE;
        return;
    }
    if (turn < 0 || segment == NO_SEGMENT) {
        l->status = complain(STATUS_WORSE,
                             "accuracy: a process of the program itself died of signal %d, in no "
                             "implementation: please report it",
                             WTERMSIG(status));
        return;
    }
    offence_add(&l->dead[turn], offence_of(note, &l->members[place], status));
    if (!start(l, place, segment))
        l->status = complain(STATUS_MISSING, "no process can be started: raise `ulimit -u`");
}

static void reap(pool *l, size_t place)
{
    member *m = &l->members[place];
    int status;
    close(m->from);
    while (waitpid(m->process, &status, 0) < 0 && errno == EINTR)
        continue;
    m->process = 0;
    const bool finished = WIFEXITED(status) && WEXITSTATUS(status) == STATUS_GOOD &&
                          atomic_load(&l->board->notes[place].segment) == NO_SEGMENT;
    if (!finished && l->status == STATUS_GOOD && !interrupted())
        bury(l, place, status);
}

/* One record, or the end of its sender. */
static void receive(pool *l, size_t place)
{
    segment_message head;
    member *m = &l->members[place];
    void *bytes = NULL;
    bool whole = read_all(m->from, &head, sizeof head) && head.size <= RECORD_MAX;
    if (whole) {
        bytes = memory_or_exit(malloc(head.size));
        whole = read_all(m->from, bytes, head.size);
    }
    if (!whole)
        reap(l, place);
    else if (l->status == STATUS_GOOD)
        l->status = l->take(l->context, head.segment, bytes, head.size);
    free(bytes);
}

static void look_for_hangs(pool *l)
{
    const unsigned patience = l->pass->patience > 0 ? l->pass->patience : PATIENCE_SECONDS;
    if (seconds_now() - l->looked < (double)patience / IDLE_MAX)
        return;
    l->looked = seconds_now();
    for (size_t i = 0; i < l->size; i++) {
        member *m = &l->members[i];
        const call_note *note = &l->board->notes[i].call;
        const unsigned calls = atomic_load(&note->calls);
        m->idle = calls == m->seen && atomic_load(&note->inside) ? m->idle + 1 : 0;
        m->seen = calls;
        if (m->process != 0 && m->idle == IDLE_MAX)
            kill(m->process, SIGKILL);
    }
}

/* Takes what the members send until none is left. */
static void attend(pool *l, struct pollfd *polled)
{
    for (size_t living = 1; living > 0;) {
        if (interrupted() || l->status != STATUS_GOOD)
            atomic_store(&l->board->stop, true);
        living = 0;
        for (size_t i = 0; i < l->size; i++) {
            const bool lives = l->members[i].process != 0;
            polled[i] = (struct pollfd){.fd = lives ? l->members[i].from : -1, .events = POLLIN};
            living += lives;
        }
        if (living > 0 && poll(polled, l->size, POLL_MILLISECONDS) > 0)
            for (size_t i = 0; i < l->size; i++)
                if (polled[i].revents != 0)
                    receive(l, i);
        look_for_hangs(l);
    }
}

static board *board_new(size_t bytes)
{
    board *b = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory_or_exit(b == MAP_FAILED ? NULL : b);
}

int pool_run(const pass *p, const size_t *todo, size_t count, offence *dead, pool_taker *take, void *context)
{
    pool l = {.pass = p, .todo = todo, .count = count, .dead = dead, .take = take, .context = context};
    const size_t wanted = (size_t)p->threads < count ? (size_t)p->threads : count;
    l.board_bytes = sizeof *l.board + wanted * sizeof *l.board->notes;
    l.board = board_new(l.board_bytes);
    l.members = memory_or_exit(calloc(wanted + 1, sizeof *l.members));
    l.looked = seconds_now();
    while (l.size < wanted && start(&l, l.size, NO_SEGMENT))
        l.size++;
    if (l.size == 0 && wanted > 0)
        l.status = complain(STATUS_MISSING, "no process can be started: raise `ulimit -u`");
    struct pollfd *polled = memory_or_exit(calloc(l.size + 1, sizeof *polled));
    attend(&l, polled);
    free(polled);
    free(l.members);
    munmap(l.board, l.board_bytes);
    return l.status;
}
