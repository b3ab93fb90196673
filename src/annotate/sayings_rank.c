/* sayings_rank.c - how much each clue speaks for a person (sayings_who.h).
 *
 * The weights are those of a log-linear ranking over the 440 open sources of
 * corpus/train and corpus/dev (he and she: 92% right over five folds), rounded;
 * what the references say counts less than there, since they have seen most of
 * these reports. For nouns there were few, so what must hold was set by hand:
 * who was called by that word is meant, and the sex agrees.
 */
#include "annotate/sayings_who.h"

static const struct {
    float pronoun, noun;
} weight[NG_WHO_CLUES] = {
    [NG_WHO_HERE] = {.6f, -1.3f},     [NG_WHO_BACK1] = {.9f, .3f},
    [NG_WHO_BACK2] = {0, .2f},        [NG_WHO_BACK3] = {-.3f, -.5f},
    [NG_WHO_FAR] = {-1.1f, -.7f},     [NG_WHO_PARAGRAPH] = {1.1f, 1.1f},
    [NG_WHO_LEADS] = {.1f, .4f},      [NG_WHO_SUBJECT] = {.4f, .4f},
    [NG_WHO_MAIN] = {.2f, 0},         [NG_WHO_OWNER] = {.3f, -.1f},
    [NG_WHO_LAST] = {-.1f, -.2f},     [NG_WHO_LAST_HERE] = {.1f, -.4f},
    [NG_WHO_SPOKE] = {-.1f, -.5f},    [NG_WHO_NAME] = {.6f, .4f},
    [NG_WHO_PRONOUN] = {-.7f, -1.1f}, [NG_WHO_NOUN] = {.1f, -1.5f},
    [NG_WHO_FITS] = {.5f, .3f},       [NG_WHO_MISFITS] = {-1.2f, -2},
    [NG_WHO_OFTEN] = {-.3f, .6f},     [NG_WHO_LINKED] = {.9f, 2},
    [NG_WHO_NEAREST] = {.7f, -.2f},   [NG_WHO_TITLE] = {.3f, 1},
    [NG_WHO_CALLED] = {0, 3.7f},      [NG_WHO_OFFICE] = {0, -.6f},
    [NG_WHO_TOPIC] = {.6f, .8f},      [NG_WHO_GOES_ON] = {.5f, .6f},
    [NG_WHO_LAST_ACTOR] = {.4f, .4f}, [NG_WHO_CHAIN] = {1.2f, 0},
    [NG_WHO_INTRODUCED] = {0, 2.5f},  [NG_WHO_QUOTED] = {-3, -3},
};

float ng_who_score(const struct ng_who_question *q, uint32_t clues)
{
    float sum = 0;
    for (uint32_t i = 0; i < NG_WHO_CLUES; i++)
        if (clues >> i & 1)
            sum += q->pronoun ? weight[i].pronoun : weight[i].noun;
    return sum;
}

float ng_who_new(const struct ng_who_question *q)
{
    return q->known ? -1 : 2;
}
