#include "fuzz/foreign.h"

#include "fuzz/target.h"
#include "guests/npy.h"
#include "guests/prototype.h"
#include "guests/results.h"
#include "scratch.h"
#include "support/memory.h"
#include "support/status.h"
#include "training/dataset.h"

#include <check.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* ---- images */

static const char digits_folder[] = "harness/training/data", digits_file[] = "digits.csv.gz";

static void compress_to(const char *dir, const char *file, bytes plain)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, file);
    gzFile to = gzopen(path, "wb1");
    ck_assert_ptr_nonnull(to);
    ck_assert_int_eq(gzwrite(to, plain.at, (unsigned)plain.size), (int)plain.size);
    ck_assert_int_eq(gzclose(to), Z_OK);
}

void foreign_plant_digits(const char *dir)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", digits_folder, digits_file);
    const bytes packed = target_file(digits_folder, digits_file);
    bytes text;
    ck_assert_int_eq(gzip_read(path, STATUS_USAGE, "", (unsigned char **)&text.at, &text.size), STATUS_GOOD);
    scratch_write(dir, digits_file, packed.at, packed.size);
    scratch_write(dir, "text", text.at, text.size);
    free(packed.at);
    free(text.at);
}

int foreign_read_digits(const char *dir)
{
    split s;
    const int status = digits_read(dir, &s);
    if (status == STATUS_GOOD)
        split_free(&s);
    return status;
}

int foreign_read_digits_text(const char *dir)
{
    const bytes text = target_file(dir, "text");
    compress_to(dir, digits_file, text);
    free(text.at);
    return foreign_read_digits(dir);
}

/* Headers of Fashion-MNIST's files. With "images" for all of them the reader gets as far as the labels. */
enum { IMAGES = 60000, PIXELS = 28 * 28 };
static const char images_header[] = "\0\0\x08\x03\0\0\xea\x60\0\0\0\x1c\0\0\0\x1c";
static const char labels_header[] = "\0\0\x08\x01\0\0\xea\x60";

static void plant_file(const char *dir, const char *file, const char *header, size_t header_size, size_t samples,
                       bool packed)
{
    bytes b = {memory_or_exit(calloc(header_size + samples, 1)), header_size + samples};
    memcpy(b.at, header, header_size);
    if (packed)
        compress_to(dir, file, b);
    else
        scratch_write(dir, file, b.at, b.size);
    free(b.at);
}

void foreign_plant_images(const char *dir)
{
    plant_file(dir, "images", images_header, sizeof images_header - 1, 5 * PIXELS, false);
}

void foreign_plant_labels(const char *dir)
{
    plant_file(dir, "train-images-idx3-ubyte.gz", images_header, sizeof images_header - 1, (size_t)IMAGES * PIXELS,
               true);
    plant_file(dir, "labels", labels_header, sizeof labels_header - 1, IMAGES, false);
}

static int read_packed(const char *dir, const char *plain, const char *packed)
{
    const bytes b = target_file(dir, plain);
    compress_to(dir, packed, b);
    free(b.at);
    split s;
    const int status = fashion_read(dir, &s);
    if (status == STATUS_GOOD)
        split_free(&s);
    return status;
}

int foreign_read_images(const char *dir)
{
    return read_packed(dir, "images", "train-images-idx3-ubyte.gz");
}

int foreign_read_labels(const char *dir)
{
    return read_packed(dir, "labels", "train-labels-idx1-ubyte.gz");
}

/* ---- what judge is given */

static const char results_file[] = "y.npy", c_file[] = "f.c", fortran_file[] = "f.f90";

static input_list few_inputs(void)
{
    const inputs few = {.kind = INPUTS_STRATIFIED, .count = 100, .format = format_of(DTYPE_F32), .seed = 1};
    return input_list_of(&few);
}

void foreign_plant_results(const char *dir)
{
    input_list l = few_inputs();
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, results_file);
    FILE *to = fopen(path, "w");
    ck_assert_ptr_nonnull(to);
    npy_write_header(DTYPE_F32, input_list_size(&l), to);
    for (size_t i = 0; i < input_list_size(&l); i++)
        fwrite("\0\0\0", 1, sizeof(float), to);
    ck_assert_int_eq(fclose(to), 0);
    input_list_free(&l);
}

int foreign_read_results(const char *dir)
{
    input_list l = few_inputs();
    char path[PATH_MAX];
    const char *const file = path;
    snprintf(path, sizeof path, "%s/%s", dir, results_file);
    result_array a;
    const int status = results_of_files(&a, &l, DTYPE_F32, &file, 1);
    results_free(&a);
    input_list_free(&l);
    return status;
}

void foreign_plant_sources(const char *dir)
{
    static const char c[] = "#include <math.h>\n/* } */ static float half(float x) { return x / 2; }\n"
                            "extern \"C\" { namespace a { float f(const float x) { return '}' + half(x); } } }\n"
                            "void g(const double *__restrict x, double y[], std::size_t n)\n{ for (;;) {} }\n"
                            "__attribute__((target(\"avx2\"))) _Float16 h(_Float16 x) { return x; }\n";
    static const char fortran[] = "module m\ncontains\n  ! a comment\n  elemental real function f(x) result(y)\n"
                                  "    real, intent(in) :: x\n    y = x\n  end function f\n"
                                  "  subroutine g(n, x, y) bind(c, name=\"g\")\n    integer, value :: n\n"
                                  "    real(8), intent(in) :: x(n)\n    real(8), intent(out) :: y(n)\n"
                                  "  end subroutine g\nend module m\n";
    scratch_write(dir, c_file, c, sizeof c - 1);
    scratch_write(dir, fortran_file, fortran, sizeof fortran - 1);
}

typedef size_t prototype_reader(const char *text, size_t length, prototype *out, size_t room);

static int read_source(const char *dir, const char *file, prototype_reader *read)
{
    enum { ROOM = 4 };
    prototype found[ROOM];
    const bytes whole = target_file(dir, file);
    /* A copy that ends where the text does, so that a sanitizer sees who reads on. */
    char *text = memory_or_exit(malloc(whole.size + (whole.size == 0)));
    memcpy(text, whole.at, whole.size);
    const size_t count = read(text, whole.size, found, ROOM);
    free(text);
    free(whole.at);
    return count <= ROOM ? STATUS_GOOD : -1;
}

int foreign_read_c(const char *dir)
{
    return read_source(dir, c_file, prototypes_of_c);
}

int foreign_read_fortran(const char *dir)
{
    return read_source(dir, fortran_file, prototypes_of_fortran);
}
