#include "read/read.h"

ng_status ng_read(struct ng_reading *reading, const char *path,
                  struct ng_err *err)
{
    (void)reading;
    return ng_fail(err, NG_IO, 0, "%s: reading is not built", path);
}
