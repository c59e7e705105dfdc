"""Views 2: jobs and postings get all columns of an export; the history shows no descriptions.

Revision 0019, after 0018. Their columns are a promise: `docs/views.md` says what may change. A
migration that rebuilds a table which they read drops them before and makes them again after.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

VERSION = "SELECT 2 AS version"
POSTINGS = """
SELECT
    p.posting_id, p.source, p.source_key, p.url, p.company, p.title, p.title_short, p.role,
    p.role_family, p.level, p.level_from, p.experience_level, p.ai_relevance,
    p.employment_type, p.workplace, p.location, p.city, p.region, p.country, p.remote_from,
    p.posted_on, p.closes_on, l.first_seen, l.last_seen, l.closed_on, l.status,
    l.repost_of, p.salary_text, p.salary_min, p.salary_max, p.salary_currency,
    p.salary_period, p.salary_kind, p.salary_origin, p.annual_min, p.annual_max,
    p.annual_min_usd, p.annual_max_usd, p.fx_date, p.salary_status, p.flags, p.skills,
    p.education, p.education_required, p.education_fields, p.experience_min,
    p.experience_max, p.industry, p.language, s.duplicate_of, p.rules_version,
    p.annual_mid, p.headline_by, p.bands, p.span_min, p.span_max, p.net, p.facts,
    p.department, p.equity,
    COALESCE(s.duplicate_of, p.posting_id) AS job_id
FROM job_posting p
LEFT JOIN posting_life l ON l.posting_id = p.posting_id
LEFT JOIN same_job s ON s.posting_id = p.posting_id
"""
# The rules of pipeline/publish/export/job_rows.py as they are in this revision. SQLite makes an
# index for rows that are grouped.
JOBS = """
WITH member AS (
    SELECT posting_id, duplicate_of AS job FROM same_job
    UNION ALL
    SELECT DISTINCT duplicate_of, duplicate_of FROM same_job
),
payer AS (
    SELECT job, MAX(CASE WHEN place = 1 THEN posting_id END) AS posting_id FROM (
        SELECT m.job, m.posting_id, ROW_NUMBER() OVER (
            PARTITION BY m.job
            ORDER BY
                CASE
                    WHEN p.salary_status = 'ok' AND p.annual_min_usd IS NOT NULL
                        AND p.annual_max_usd IS NOT NULL THEN 0
                    WHEN p.salary_status = 'ok' THEN 1
                    ELSE 2
                END,
                CASE WHEN m.posting_id = m.job THEN 0 ELSE 1 END,
                l.first_seen,
                m.posting_id
        ) AS place
        FROM member m
        JOIN job_posting p ON p.posting_id = m.posting_id
        LEFT JOIN posting_life l ON l.posting_id = m.posting_id
    ) AS ranked
    GROUP BY job
    HAVING MAX(CASE WHEN place = 1 THEN posting_id END) <> job
),
lived AS (
    SELECT
        job,
        MIN(first_seen) AS first_seen,
        MAX(CASE WHEN place = 1 THEN last_seen END) AS last_seen,
        MAX(CASE WHEN place = 1 THEN closed_on END) AS closed_on,
        MAX(CASE WHEN place = 1 THEN status END) AS status
    FROM (
        SELECT
            m.job, l.first_seen, l.last_seen, l.closed_on, l.status,
            ROW_NUMBER() OVER (
                PARTITION BY m.job
                ORDER BY
                    CASE WHEN l.status = 'open' THEN 0 ELSE 1 END,
                    l.last_seen DESC,
                    m.posting_id
            ) AS place
        FROM member m
        JOIN posting_life l ON l.posting_id = m.posting_id
    ) AS ranked
    GROUP BY job
)
SELECT
    p.posting_id, p.source, p.source_key, p.url, p.company, p.title, p.title_short, p.role,
    p.role_family, p.level, p.level_from, p.experience_level, p.ai_relevance,
    p.employment_type, p.workplace, p.location, p.city, p.region, p.country, p.remote_from,
    p.posted_on, p.closes_on,
    CASE WHEN lived.job IS NULL THEN l.first_seen ELSE lived.first_seen END AS first_seen,
    CASE WHEN lived.job IS NULL THEN l.last_seen ELSE lived.last_seen END AS last_seen,
    CASE WHEN lived.job IS NULL THEN l.closed_on ELSE lived.closed_on END AS closed_on,
    CASE WHEN lived.job IS NULL THEN l.status ELSE lived.status END AS status, l.repost_of,
    CASE WHEN y.job IS NULL THEN p.salary_text ELSE q.salary_text END AS salary_text,
    CASE WHEN y.job IS NULL THEN p.salary_min ELSE q.salary_min END AS salary_min,
    CASE WHEN y.job IS NULL THEN p.salary_max ELSE q.salary_max END AS salary_max,
    CASE WHEN y.job IS NULL THEN p.salary_currency ELSE q.salary_currency END AS salary_currency,
    CASE WHEN y.job IS NULL THEN p.salary_period ELSE q.salary_period END AS salary_period,
    CASE WHEN y.job IS NULL THEN p.salary_kind ELSE q.salary_kind END AS salary_kind,
    CASE WHEN y.job IS NULL THEN p.salary_origin ELSE q.salary_origin END AS salary_origin,
    CASE WHEN y.job IS NULL THEN p.annual_min ELSE q.annual_min END AS annual_min,
    CASE WHEN y.job IS NULL THEN p.annual_max ELSE q.annual_max END AS annual_max,
    CASE WHEN y.job IS NULL THEN p.annual_min_usd ELSE q.annual_min_usd END AS annual_min_usd,
    CASE WHEN y.job IS NULL THEN p.annual_max_usd ELSE q.annual_max_usd END AS annual_max_usd,
    CASE WHEN y.job IS NULL THEN p.fx_date ELSE q.fx_date END AS fx_date,
    CASE WHEN y.job IS NULL THEN p.salary_status ELSE q.salary_status END AS salary_status,
    CASE WHEN y.job IS NULL THEN p.flags ELSE q.flags END AS flags, p.skills,
    p.education, p.education_required, p.education_fields, p.experience_min,
    p.experience_max, p.industry, p.language, p.rules_version, y.posting_id AS pay_of,
    CASE WHEN y.job IS NULL THEN p.annual_mid ELSE q.annual_mid END AS annual_mid,
    CASE WHEN y.job IS NULL THEN p.headline_by ELSE q.headline_by END AS headline_by,
    CASE WHEN y.job IS NULL THEN p.bands ELSE q.bands END AS bands,
    CASE WHEN y.job IS NULL THEN p.span_min ELSE q.span_min END AS span_min,
    CASE WHEN y.job IS NULL THEN p.span_max ELSE q.span_max END AS span_max,
    CASE WHEN y.job IS NULL THEN p.net ELSE q.net END AS net,
    CASE WHEN y.job IS NULL THEN p.facts ELSE q.facts END AS facts,
    p.department, p.equity
FROM job_posting p
LEFT JOIN posting_life l ON l.posting_id = p.posting_id
LEFT JOIN same_job s ON s.posting_id = p.posting_id
LEFT JOIN payer y ON y.job = p.posting_id
LEFT JOIN job_posting q ON q.posting_id = y.posting_id
LEFT JOIN lived ON lived.job = p.posting_id
WHERE s.posting_id IS NULL
"""
HISTORY = """
SELECT posting_id, 'status'/* by bytes */ AS event, n, at, run_id, status, reason, NULL AS was
FROM status_change
UNION ALL
SELECT posting_id, 'content'/* by bytes */, n, at, run_id, NULL, NULL, /* was */
FROM posting_version
"""
# A description may name people: a view that is shown to others has none.
WAS = {
    "sqlite": "json_remove(was, '$.description_html')",
    "postgresql": "(was::jsonb - 'description_html')::text COLLATE \"C\"",
}
VIEWS = {
    "v_schema_version": VERSION,
    "v_postings": POSTINGS,
    "v_jobs": JOBS,
    "v_history": HISTORY,
}


def upgrade() -> None:
    """Apply the change."""
    dialect = op.get_bind().dialect.name
    by_bytes = ' COLLATE "C"' if dialect == "postgresql" else ""
    for name, query in VIEWS.items():
        made = query.replace("/* by bytes */", by_bytes).replace("/* was */", WAS[dialect])
        op.execute(f"DROP VIEW {name}")
        op.execute(f"CREATE VIEW {name} AS {made.strip()}")
