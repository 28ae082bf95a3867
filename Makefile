# Dugnad. `make help` lists what there is; `make demo` shows it working.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
SECONDS_EACH ?= 30
SEEDS ?= 300
FROM ?= 1
SECONDS_IN_ALL ?= 28800
SCALE ?= 1
PART ?= 10
ROUNDS ?= 3
MINUTES ?= 10
ROWS ?= 5000
FILES ?= 10000

IMPORT_CHECK := --explicit-target-dependency-import-check error
SWIFT_BUILD := swift build $(IMPORT_CHECK)
BIN := .build/release/dugnad
SECOND_CLIENT := python3 Tests/SecondClient/client.py
SCRIPTS := .ci/run .ci/prepare .ci/docs .ci/coverage $(wildcard Tests/Demo/*.sh)
# What swift-format reads: everything of ours, nothing that was built.
FORMATTED := Package.swift Sources Tests schema

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 16

.PHONY: demo
demo: build ## build, then show the main job on generated data; leaves nothing running
	@bash Tests/Demo/demo.sh $(BIN) demo

.PHONY: run
run: build ## the demo's set-up, then a hub that serves until Ctrl-C
	@bash Tests/Demo/run.sh $(BIN) demo

.PHONY: build
build: prepare ## build the release executable
	$(SWIFT_BUILD) -c release --product dugnad

.PHONY: test
test: prepare-test ## run all tests
	$(SWIFT_BUILD) --build-tests
	swift test --skip-build --disable-xctest

.PHONY: check
check: format lint build fixtures simulate-ci test ## everything that must hold before a commit; what CI runs

.PHONY: format
format: prepare ## check the formatting (swift format -i -r fixes most of it)
	swift format lint --strict --recursive --parallel $(FORMATTED)

.PHONY: lint
lint: prepare ## check imports against the manifest, scripts and plain text; warnings are errors
	$(SWIFT_BUILD) --build-tests
	for script in $(SCRIPTS); do bash -n "$$script"; done
	! grep -rnE '^(<<<<<<<|>>>>>>>)( |$$)' Makefile README.md CONTRIBUTING.md .ci Sources Tests schema \
	    sync-fixtures
	if command -v shellcheck >/dev/null; then shellcheck $(SCRIPTS); fi

.PHONY: fixtures
fixtures: build ## run every story of sync-fixtures/, then again with the second client
	$(BIN) fixtures run sync-fixtures
	@told=$$($(BIN) fixtures run sync-fixtures --client '$(SECOND_CLIENT) --drive') || \
	    { echo "$$told"; exit 1; }; \
	    grep '^cannot' <<< "$$told" || true; echo "The second client: $$(tail -n 1 <<< "$$told")"

SIMULATE := .build/release/dugnad-simulate

.PHONY: simulate
simulate: prepare ## simulated seasons with loss, crashes and restores, held to every promise (SEEDS=300 FROM=1)
	$(SWIFT_BUILD) -c release --product dugnad-simulate
	$(SIMULATE) --seeds $(SEEDS) --from $(FROM) --out .build

# As many as a check has time for.
.PHONY: simulate-ci
simulate-ci:
	@$(MAKE) --no-print-directory simulate SEEDS=1000
	@# One seed is the same run in every process, byte for byte.
	@cmp <($(SIMULATE) --seeds 12 --threads 1 --json) <($(SIMULATE) --seeds 12 --threads 1 --json)

.PHONY: simulate-night
simulate-night: prepare ## the same with new seeds until the time is over (SECONDS_IN_ALL=28800 FROM=1000000)
	$(SWIFT_BUILD) -c release --product dugnad-simulate
	$(SIMULATE) --time-limit $(SECONDS_IN_ALL) --from $(if $(filter 1,$(FROM)),1000000,$(FROM)) --out .build

.PHONY: fieldday
fieldday: prepare ## a field day of 168 actions and 2,381 cleaners, times SCALE (SCALE=1 FROM=1)
	$(SWIFT_BUILD) -c release --product dugnad-simulate
	$(SIMULATE) --field-day $(SCALE) --from $(FROM)

.PHONY: smallworld
smallworld: prepare ## walk through everything that may happen to three devices and a hub (minutes)
	$(SWIFT_BUILD) -c release --product dugnad-smallworld
	.build/release/dugnad-smallworld

# libFuzzer brings its own main, so this is built apart, and only here.
FUZZ := .build-fuzz/release/dugnad-fuzz
HARNESSES ?= operation push answer pull roster workbook sheet zones head gzip zstd cursor json row outcome \
    catalogue hub values reference

.PHONY: fuzz
fuzz: prepare ## feed every reader of outside bytes what it does not expect (SECONDS_EACH=30)
	DUGNAD_FUZZ=1 swift build -c release -Xswiftc -enable-testing --sanitize=fuzzer \
	    --product dugnad-fuzz --scratch-path .build-fuzz
	@for harness in $(HARNESSES); do \
	    echo "== $$harness"; mkdir -p .build-fuzz/corpus/$$harness; \
	    FUZZ_HARNESS=$$harness SWIFT_BACKTRACE=enable=no $(FUZZ) \
	        -max_total_time=$(SECONDS_EACH) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
	        -verbosity=0 -artifact_prefix=.build-fuzz/$$harness- \
	        .build-fuzz/corpus/$$harness Tests/Fuzz/seeds/$$harness 2>&1 | grep -v '"'; \
	done

.PHONY: mutate
mutate: prepare-test ## feed the roster importer mutated lists and workbooks (FILES=10000)
	$(SWIFT_BUILD) --build-tests
	DUGNAD_MUTATED=$(FILES) swift test --skip-build --disable-xctest --filter 'RosterImportTests.MutationTests'

.PHONY: crash
crash: prepare-test ## cut the power at every write and sync of hub and field client (minutes)
	$(SWIFT_BUILD) --build-tests
	@SECONDS=0; told=$$(DUGNAD_CRASH=all swift test --skip-build --disable-xctest \
	    --filter '^CrashPointTests' 2>&1) || { tail -n 60 <<< "$$told"; exit 1; }; \
	    grep ' points cut, ' <<< "$$told"; \
	    awk -v seconds=$$SECONDS '/ points cut, / {points += $$(NF-8); disks += $$(NF-3)} \
	        END {print points " points, " disks " disks, " seconds " s"}' <<< "$$told"

.PHONY: soak
soak: prepare-test ## kill -9 hub, field client and import again and again (MINUTES=10)
	$(SWIFT_BUILD) --build-tests
	@end=$$(( SECONDS + 60 * $(MINUTES) )); rounds=0; while (( SECONDS < end )); do \
	    rounds=$$(( rounds + 1 )); \
	    told=$$(DUGNAD_SEED=$$rounds swift test --skip-build --disable-xctest \
	        --filter 'KillTests' 2>&1) || { tail -n 60 <<< "$$told"; exit 1; }; \
	    echo "round $$rounds: $$(tail -n 1 <<< "$$told")"; \
	done

.PHONY: memory
memory: build prepare-test ## ten times the rows of a first state take no more memory, on both sides (ROWS=5000)
	$(SWIFT_BUILD) --build-tests
	DUGNAD_MEMORY=$(ROWS) DUGNAD_BINARY=$(abspath $(BIN)) swift test --skip-build --disable-xctest \
	    --filter '^EndToEndTests.MemoryTests'

.PHONY: coverage
coverage: prepare-test ## how much of the merge code its tests run; fails below all of it (a minute)
	@bash .ci/coverage

# Each sanitizer builds everything anew, in a folder of its own.
THREADED := ^StorageTests|^HTTPServerTests|^HubAPITests|^SyncEngineTests
IN_C := ^StorageTests|^HashingTests|^SyncCoreTests|^GeometryTests|^HTTPServerTests|^CrashPointTests
SANITIZED_MUTEX := .build-tsan/sanitized-mutex.so

.PHONY: sanitize
sanitize: sanitize-thread sanitize-address ## threads, then memory, under Swift's sanitizers

.PHONY: sanitize-thread
sanitize-thread: prepare-test
	swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	clang -O1 -Wall -Wextra -Werror -shared -fPIC -o $(SANITIZED_MUTEX) \
	    Tests/Support/Sanitizers/mutex.c -ldl
	LD_PRELOAD=$(abspath $(SANITIZED_MUTEX)) swift test --skip-build --sanitize=thread \
	    --scratch-path .build-tsan --disable-xctest --filter '$(THREADED)'

.PHONY: sanitize-address
sanitize-address: prepare-test
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Support/Sanitizers/leaks.txt swift test \
	    --sanitize=address --scratch-path .build-asan --disable-xctest --filter '$(IN_C)'

.PHONY: bench
bench: build ## what sync costs against plain inserts, in one run, and an import (SCALE=1 ROUNDS=3 ONLY=push for one part)
	$(SWIFT_BUILD) -c release --product dugnad-bench
	.build/release/dugnad-bench $(SCALE) --rounds $(ROUNDS) $(addprefix --only ,$(ONLY))
	$(if $(ONLY),,.build/release/dugnad-bench roster $(SCALE) --rounds $(ROUNDS))

.PHONY: bench-roster
bench-roster: build ## an import of 100,000 people times SCALE beside sqlite3 .import and Python's csv (SCALE=10 ROUNDS=3)
	$(SWIFT_BUILD) -c release --product dugnad
	$(SWIFT_BUILD) -c release --product dugnad-bench
	.build/release/dugnad-bench roster $(SCALE) --rounds $(ROUNDS)

.PHONY: bench-http
bench-http: build ## the HTTP side beside a bare hello: rates, long polls, backlogs, start (SCALE=1 ROUNDS=3 ONLY=)
	@bash .ci/prepare bench
	$(SWIFT_BUILD) -c release --product dugnad-bench
	.build/release/dugnad-bench http $(SCALE) --rounds $(ROUNDS) $(addprefix --only ,$(ONLY))

.PHONY: bench-national
bench-national: prepare ## a store as large as the country, divided by PART, and what a centre waits for in it (PART=10)
	$(SWIFT_BUILD) -c release --product dugnad-bench
	.build/release/dugnad-bench national $(PART)

.PHONY: docs
docs: prepare ## build the documentation of Coordination into .build/docs
	bash .ci/docs

.PHONY: install
install: prepare ## build a binary that needs no toolchain and put it under PREFIX (/usr/local)
	swift build -c release --product dugnad --static-swift-stdlib --scratch-path .build-static
	install -D -m 755 -s .build-static/release/dugnad "$(DESTDIR)$(PREFIX)/bin/dugnad"

.PHONY: prepare prepare-test
prepare:
	@bash .ci/prepare
prepare-test:
	@bash .ci/prepare test
