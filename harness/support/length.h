/* The number of elements of an array, which only a macro can tell at compile time. */
#ifndef ACTBENCH_LENGTH_H
#define ACTBENCH_LENGTH_H

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
