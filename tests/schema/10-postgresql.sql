CREATE TABLE endpoint (
    slug VARCHAR(200) NOT NULL,
    cursor BIGINT NOT NULL,
    disabled TEXT,
    PRIMARY KEY (slug)
);

CREATE TABLE event (
    seq BIGINT NOT NULL,
    id VARCHAR(40) NOT NULL,
    type VARCHAR(40) NOT NULL,
    time BIGINT NOT NULL,
    source VARCHAR(36),
    slug VARCHAR(200),
    entry VARCHAR(45),
    initial BOOLEAN NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE (id)
);

CREATE INDEX event_by_source ON event (source, initial, seq);

CREATE TABLE feed (
    slug VARCHAR(200) NOT NULL,
    created BIGINT NOT NULL,
    settings VARCHAR(64) NOT NULL,
    wanted BIGINT NOT NULL,
    written BIGINT NOT NULL,
    source VARCHAR(36),
    closed BOOLEAN DEFAULT false NOT NULL,
    glance BYTEA,
    PRIMARY KEY (slug)
);

CREATE TABLE host (
    name VARCHAR(300) NOT NULL,
    until BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE robots (
    origin VARCHAR(300) NOT NULL,
    again BIGINT NOT NULL,
    had BIGINT,
    rules BYTEA NOT NULL,
    delay FLOAT(53),
    error TEXT,
    since BIGINT,
    PRIMARY KEY (origin)
);

CREATE INDEX robots_again ON robots (again);

CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

CREATE TABLE source (
    uid VARCHAR(36) NOT NULL,
    slug VARCHAR(240) NOT NULL,
    location TEXT NOT NULL,
    created BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    paused BOOLEAN NOT NULL,
    etag TEXT,
    last_modified TEXT,
    body_hash VARCHAR(64),
    reading VARCHAR(64),
    title TEXT,
    failures INTEGER NOT NULL,
    error TEXT,
    held TEXT,
    verdict VARCHAR(10),
    most_new INTEGER NOT NULL,
    last_visit BIGINT,
    last_success BIGINT,
    next_due BIGINT,
    not_before BIGINT,
    first_done BOOLEAN NOT NULL,
    parser VARCHAR(64),
    asked BIGINT,
    token BIGINT DEFAULT '0' NOT NULL,
    leased BIGINT,
    holder TEXT,
    validates TEXT,
    had BIGINT,
    moved_to TEXT,
    moved_since BIGINT,
    moved_visits INTEGER DEFAULT '0' NOT NULL,
    mistake TEXT,
    PRIMARY KEY (uid),
    UNIQUE (slug)
);

CREATE INDEX source_due ON source (active, paused, next_due);

CREATE TABLE backlog (
    endpoint VARCHAR(200) NOT NULL,
    source VARCHAR(36) NOT NULL,
    PRIMARY KEY (endpoint, source),
    FOREIGN KEY(endpoint) REFERENCES endpoint (slug) ON DELETE CASCADE,
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE INDEX backlog_by_source ON backlog (source);

CREATE TABLE delivery (
    id BIGSERIAL NOT NULL,
    endpoint VARCHAR(200) NOT NULL,
    seq BIGINT NOT NULL,
    entry VARCHAR(45),
    state VARCHAR(10) NOT NULL,
    attempts INTEGER NOT NULL,
    status INTEGER,
    next_try BIGINT,
    leased BIGINT,
    holder TEXT,
    error TEXT,
    PRIMARY KEY (id),
    UNIQUE (endpoint, seq),
    FOREIGN KEY(endpoint) REFERENCES endpoint (slug) ON DELETE CASCADE
);

CREATE INDEX delivery_due ON delivery (state, next_try);

CREATE TABLE entry (
    id VARCHAR(45) NOT NULL,
    source VARCHAR(36) NOT NULL,
    digest BYTEA NOT NULL,
    key TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    date BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    status VARCHAR(16) NOT NULL,
    version INTEGER NOT NULL,
    fields BYTEA NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source, digest),
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE INDEX entry_by_date ON entry (source, date, first_seen);

CREATE TABLE page (
    source VARCHAR(36) NOT NULL,
    digest BYTEA NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    stamp TEXT NOT NULL,
    initial BOOLEAN NOT NULL,
    listed BOOLEAN NOT NULL,
    row BYTEA,
    etag TEXT,
    last_modified TEXT,
    body_hash VARCHAR(64),
    reads INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    error TEXT,
    next_read BIGINT,
    missing INTEGER NOT NULL,
    standing VARCHAR(10) NOT NULL,
    until BIGINT,
    reason TEXT,
    judged VARCHAR(64),
    reading VARCHAR(64),
    is_stirred BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (source, digest),
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE INDEX page_ready ON page (source, next_read);

CREATE INDEX page_withheld ON page (source) WHERE standing != 'open';

CREATE TABLE raw (
    source VARCHAR(36) NOT NULL,
    digest BYTEA NOT NULL,
    hash VARCHAR(64) NOT NULL,
    url TEXT NOT NULL,
    media_type TEXT,
    fetched BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (source, digest),
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE INDEX raw_fetched ON raw (fetched);

CREATE TABLE rule (
    source VARCHAR(36) NOT NULL,
    number INTEGER NOT NULL,
    learned BYTEA NOT NULL,
    reading VARCHAR(64) NOT NULL,
    parser VARCHAR(64) NOT NULL,
    since BIGINT NOT NULL,
    proven BIGINT NOT NULL,
    retired BIGINT,
    why TEXT,
    PRIMARY KEY (source, number),
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE TABLE template (
    source VARCHAR(36) NOT NULL,
    host VARCHAR(300) NOT NULL,
    number INTEGER NOT NULL,
    layout BYTEA NOT NULL,
    pages INTEGER NOT NULL,
    reading VARCHAR(64) NOT NULL,
    parser VARCHAR(64) NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (source, host, number),
    FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE
);

CREATE TABLE body (
    entry VARCHAR(45) NOT NULL,
    content BYTEA,
    text BYTEA,
    PRIMARY KEY (entry),
    FOREIGN KEY(entry) REFERENCES entry (id) ON DELETE CASCADE
);

CREATE TABLE version (
    entry VARCHAR(45) NOT NULL,
    version INTEGER NOT NULL,
    replaced BIGINT NOT NULL,
    fields BYTEA NOT NULL,
    content BYTEA,
    text BYTEA,
    PRIMARY KEY (entry, version),
    FOREIGN KEY(entry) REFERENCES entry (id) ON DELETE CASCADE
);

CREATE INDEX version_replaced ON version (replaced);

