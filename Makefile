# make             build/release/nutgraf
# make V=asan      the same under AddressSanitizer and UBSan (also tsan, cover)
# make test        every test under V=asan, through prove
# make PAGE=no     without the page, and so without node
# make check       house rules, no mutable globals, format: the tests run it too
# make fuzz F=html T=60
# make bless       rewrite the golden files; read the diff before committing
# make bench       figures against bench/baseline.json
# make models      rebuild models/*.bin from data, byte for byte
# make lexicon     rebuild models/lexicon.bin from its sources
# make install     PREFIX=/usr/local DESTDIR=
# make deb         a package for Debian, in build/
V       ?= release
PAGE    ?= yes
B       := build/$(V)
PREFIX  ?= /usr/local
PKGS    := sqlite3 json-c libarchive libzstd libutf8proc uchardet libxxhash \
           nettle zlib libmicrohttpd
LIBS    := $(shell pkg-config --libs $(PKGS)) -lstemmer -lpthread -lm
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla -Wformat=2 -Wwrite-strings \
           -Wpointer-arith -Werror
HARDEN  := -fstack-protector-strong -fcf-protection -fPIE
MODE_release := -O2 -D_FORTIFY_SOURCE=3 $(HARDEN)
MODE_asan    := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
                -fno-sanitize-recover=all
MODE_tsan    := -O1 -fno-omit-frame-pointer -fsanitize=thread
MODE_cover   := -O0 --coverage
MODE_fuzz    := -O1 -fsanitize=fuzzer-no-link,address,undefined
LINK_release := -pie -Wl,-z,relro,-z,now
CFLAGS  += -std=c17 -D_GNU_SOURCE -ffp-contract=off -g -Isrc -Iinclude -Itests -MMD -MP $(WARN) \
           $(MODE_$(V))
LDFLAGS += $(LINK_$(V))
SRC     := $(filter-out src/cli/main.c src/train/%,$(wildcard src/*/*.c))
TRAIN   := $(wildcard src/train/*.c)
BINS    := $(wildcard models/*.bin)
SQL     := $(wildcard src/*/*.sql)
OBJ     := $(SRC:%.c=$(B)/%.o) $(BINS:%.bin=$(B)/%.bin.o) \
           $(SQL:%.sql=$(B)/%.sql.o) $(B)/page-$(PAGE).o
PARTS   := index.html page.js page.css world.json regions.json licences.json icon.svg
# Changes when PAGE does, so that the library is put together anew.
_ := $(shell mkdir -p $(B); echo $(PAGE) | cmp -s - $(B)/page.is || \
             echo $(PAGE) >$(B)/page.is)
# The commands train and eval call into src/train, which calls the stages.
GROUP    = -Wl,--start-group $^ -Wl,--end-group
BENCHES := $(patsubst %.c,$(B)/%,$(wildcard bench/*.c))
TESTS   := $(patsubst %.c,$(B)/%,$(wildcard tests/test_*.c))

$(B)/nutgraf: $(B)/src/cli/main.o $(B)/libnutgraf.a $(B)/libtrain.a
	@echo '  LINK  $@'
	@$(CC) $(CFLAGS) $(GROUP) $(LDFLAGS) $(LIBS) -o $@
$(B)/libnutgraf.a: $(OBJ) $(B)/page.is
	@rm -f $@; ar rcs $@ $(OBJ)
$(B)/libtrain.a: $(patsubst %.c,$(B)/%.o,$(filter-out %/main.c,$(TRAIN)))
	@rm -f $@; ar rcs $@ $^
$(B)/train: $(B)/src/train/main.o $(B)/libtrain.a $(B)/libnutgraf.a
	@echo '  LINK  $@'
	@$(CC) $(CFLAGS) $(GROUP) $(LDFLAGS) $(LIBS) -o $@
$(TESTS) $(BENCHES): %: %.o $(B)/libtrain.a $(B)/libnutgraf.a
	@echo '  LINK  $@'
	@$(CC) $(CFLAGS) $(GROUP) $(LDFLAGS) $(LIBS) -o $@
$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	@$(CC) $(CFLAGS) -c $< -o $@
# A table becomes the symbols _binary_models_NAME_bin_start and _end, read-only.
define EMBED
@mkdir -p $(@D)
@ld -r -b binary -z noexecstack -o $@ $<
@objcopy --rename-section .data=.rodata,alloc,load,readonly,data,contents \
    --set-section-alignment .data=64 $@
endef
$(B)/%.bin.o: %.bin Makefile
	$(EMBED)
$(B)/%.sql.o: %.sql Makefile
	$(EMBED)
# The page: bundled from web/, one object with a pair of symbols for each part;
# without the page the parts are empty.
web/node_modules/.package-lock.json: web/package-lock.json web/package.json
	@command -v npm >/dev/null || { echo 'the page needs node and npm:' \
	    'script/bootstrap installs them, make PAGE=no does without'; exit 1; }
	@echo '  NPM   web'
	@cd web && npm ci --ignore-scripts --no-progress --loglevel=error || \
	    { echo 'make PAGE=no builds without the page'; exit 1; }
	@touch $@
build/page-yes/made: web/node_modules/.package-lock.json web/build.js \
    web/index.html web/icon.svg $(wildcard web/src/*.* web/src/*/*.*)
	@echo '  PAGE  $(@D)'
	@node web/build.js $(@D) && touch $@
build/page-no/made:
	@mkdir -p $(@D); cd $(@D); for f in $(PARTS); do : >$$f.gz; done
	@touch $@
$(B)/page-$(PAGE).o: build/page-$(PAGE)/made Makefile
	@mkdir -p $(@D)
	@cd $(<D) && ld -r -b binary -z noexecstack -o $(CURDIR)/$@ $(PARTS:=.gz)
	@objcopy --rename-section .data=.rodata,alloc,load,readonly,data,contents $@
DATA := $(or $(NUTGRAF_SHARED),../shared)/data
model: $(B)/train
	$(B)/train $(M) $(DATA) models/$(M).bin
# In this order: the later ones are trained with the earlier ones linked in.
models:
	@for m in clusters lemmas sentences tags arcs names coref sayings; do \
	    $(MAKE) --no-print-directory model M=$$m || exit 1; done
bench-programs: $(BENCHES)
all-tests: $(TESTS) $(B)/nutgraf
test:
	@$(MAKE) --no-print-directory V=asan all-tests
	prove -j2 --exec '' $(patsubst $(B)/%,build/asan/%,$(TESTS))
check: $(B)/nutgraf
	tools/check-house
	@! objdump -h $(B)/libnutgraf.a | \
	    awk '$$2 ~ /^[.](data|bss)$$/ && $$3 !~ /^0+$$/' | grep . || \
	    { echo 'mutable globals in libnutgraf.a'; exit 1; }
	clang-format --dry-run -Werror $(wildcard src/*/*.[ch])
fuzz:
	@mkdir -p build/fuzz/$(F)
	@$(MAKE) --no-print-directory V=fuzz CC=clang WARN= \
	    build/fuzz/libnutgraf.a build/fuzz/libtrain.a
	clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
	    -fsanitize=fuzzer,address,undefined fuzz/fuzz_$(F).c \
	    build/fuzz/libtrain.a build/fuzz/libnutgraf.a $(LIBS) \
	    -o build/fuzz/fuzz_$(F)
	build/fuzz/fuzz_$(F) -max_total_time=$(or $(T),60) build/fuzz/$(F)
bless: $(B)/nutgraf
	sh tests/cli/golden.sh bless
bench: $(B)/nutgraf
	script/bench
lexicon:
	tools/lexicon -o models/lexicon.bin
install: $(B)/nutgraf
	install -D $(B)/nutgraf $(DESTDIR)$(PREFIX)/bin/nutgraf
	install -D -m 644 include/nutgraf.h $(DESTDIR)$(PREFIX)/include/nutgraf.h
	install -D -m 644 $(B)/libnutgraf.a $(DESTDIR)$(PREFIX)/lib/libnutgraf.a
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	$(B)/nutgraf man >$(DESTDIR)$(PREFIX)/share/man/man1/nutgraf.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(B)/nutgraf completion bash \
	    >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/nutgraf
	$(B)/nutgraf completion zsh \
	    >$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_nutgraf
	$(B)/nutgraf completion fish \
	    >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nutgraf.fish
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/bin/nutgraf|$(PREFIX)/bin/nutgraf|; /^#  /d; /^#$$/d' \
	    dist/nutgraf.service \
	    >$(DESTDIR)$(PREFIX)/lib/systemd/system/nutgraf.service
deb: $(B)/nutgraf
	@tools/deb
clean:
	rm -rf build
.PHONY: lexicon model bench-programs all-tests test check fuzz bless bench models install deb clean
.SECONDARY:
-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)
