# Short names for the everyday commands; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help verify fast format lint bench up down status sonarqube clean

MAVEN := mvn -q -B

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

verify: ## set up and run every test
	bin/verify

fast: ## the inner loop: no server, no launchers, no npm
	bin/verify --fast

format: ## format the Java sources
	bin/lib/with-jdk $(MAVEN) spotless:apply

lint: ## check the Java format and the shell scripts
	bin/lib/with-jdk $(MAVEN) spotless:check
	bin/lib/check-scripts

up: ## start mcp-sonarqube, with a SonarQube if none is named
	bin/plumbline up

down: ## stop what `make up` started
	bin/plumbline down

status: ## what runs
	bin/plumbline status

sonarqube: ## start only a local SonarQube
	bin/sonarqube-local start

bench: ## measure starts (calls: see docs/benchmarks.md)
	bin/benchmark start

clean: ## remove what was built (data and fetched tools stay)
	bin/lib/with-jdk $(MAVEN) clean
