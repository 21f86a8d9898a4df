/* The program as a user runs it in a folder of its own, by command lines of a shell. */
#ifndef ACTBENCH_SESSION_H
#define ACTBENCH_SESSION_H

/* A folder in which `actbench` is the program under test. */
typedef struct session {
    char *dir;
    char *out, *err; /* of the last line */
} session;

session session_begin(void);
void session_end(session *s);

/* Runs a line of sh there; returns its exit status, 256 and more for a signal. */
int session_run(session *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The last line said one line on stderr, and it has the part. */
void session_expect_line(const session *s, const char *part);

#endif
