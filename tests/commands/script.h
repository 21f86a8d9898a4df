/* Shell scripts that run the program. */
#ifndef ACTBENCH_SCRIPT_H
#define ACTBENCH_SCRIPT_H

/* Runs bash on the script in the folder, with `program`, a path from the folder of the tests, as $actbench. What it
 * says on stderr goes to a file of that name there. Returns its exit status as a shell has it: 128 and the signal's
 * number for a signal. */
int run_script(const char *dir, const char *program, const char *script);

#endif
