#include "annotate/naming.h"

void ng_link_references(struct ng_naming *n)
{
    (void)n;
}
