/* Entries from shared libraries: --plugin FILE.so brings them into any command; `speed --kernels FILE.so
 * --beside OTHER.so` times the kernels of one tree, in place of the program's own, beside their versions of another. */
#ifndef ACTBENCH_PLUGIN_H
#define ACTBENCH_PLUGIN_H

/* What the names of another tree's versions end in: "sigmoid/fast%base". */
extern const char base_suffix[];

/* Loads every file that "--plugin FILE" or "--plugin=FILE" among the arguments names, or --kernels and --beside likewise, and those that
 * the program that started this one had loaded, and adds their entries to the registry. Returns STATUS_GOOD, or STATUS_USAGE with one line
 * where a file cannot be loaded, is no plugin, is of another version, or has an entry that is wrong. */
int plugins_load(int argc, char **argv);

#endif
