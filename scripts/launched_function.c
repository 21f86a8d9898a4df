/* Calls a function of a shared library, T f(T), on raw elements: standard input to standard output. It is compiled by the
 * machine's compiler and started by a dynamic loader of another system, whose libraries it then gets. What is wrong is said
 * in one line; the exit status is TOLD and the one that the program is to end with.
 *
 * usage: launched_function LIBRARY SYMBOL f32|f64 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 4096, TOLD = 100, USAGE = 2 };

static int run_f32(float (*f)(float))
{
    static float x[BLOCK];
    for (size_t n; (n = fread(x, sizeof *x, BLOCK, stdin)) > 0;) {
        for (size_t i = 0; i < n; i++)
            x[i] = f(x[i]);
        fwrite(x, sizeof *x, n, stdout);
    }
    return ferror(stdout);
}

static int run_f64(double (*f)(double))
{
    static double x[BLOCK];
    for (size_t n; (n = fread(x, sizeof *x, BLOCK, stdin)) > 0;) {
        for (size_t i = 0; i < n; i++)
            x[i] = f(x[i]);
        fwrite(x, sizeof *x, n, stdout);
    }
    return ferror(stdout);
}

int main(int argc, char **argv)
{
    void *library = argc == 4 ? dlopen(argv[1], RTLD_NOW) : NULL;
    void *symbol = library != NULL ? dlsym(library, argv[2]) : NULL;
    if (symbol == NULL) {
        fprintf(stderr, "actbench: judge: %s\n",
                argc == 4 ? dlerror() : "usage: launched_function LIBRARY SYMBOL f32|f64");
        return TOLD + USAGE;
    }
    float (*single)(float);
    double (*twofold)(double);
    memcpy(&single, &symbol, sizeof single);
    memcpy(&twofold, &symbol, sizeof twofold);
    return strcmp(argv[3], "f64") == 0 ? run_f64(twofold) : run_f32(single);
}
