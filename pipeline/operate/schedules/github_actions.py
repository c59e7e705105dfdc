"""Write a workflow of GitHub Actions that runs Payband and publishes its page."""

from pipeline.operate.schedules.when import When

OFF_HOUR = 17
"""Minute for a time on the full hour: GitHub delays or drops the runs that all begin then."""

WORKFLOW = """\
# Payband: collect, clean, export and report, and publish the page and the exports. It looks
# {often} for sources that are due, which suits the `cadence` of payband.toml.
# Set the variable PAYBAND_CONTACT of this repository (an e-mail or web address, sent to every
# site), and choose "GitHub Actions" as the source of Pages.
name: payband
on:
  schedule:
    - cron: "{minute} {hours} * * *"
  workflow_dispatch:
concurrency:
  group: payband
  cancel-in-progress: false
permissions:
  contents: read
  pages: write
  id-token: write
  actions: write
jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: 350
    environment: github-pages
    env:
      PAYBAND_CONTACT: ${{{{ vars.PAYBAND_CONTACT }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # Payband's wheel, committed beside payband.toml: no public index is known to have Payband.
      - run: for wheel in payband-*.whl; do python -m pip install "$wheel[parquet]"; done
      # The store of the last run. Each run saves its own; the newest is taken.
      - uses: actions/cache/restore@v4
        with:
          path: data
          key: payband-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: payband-
      # Postings newer than the exchange rates have no US dollars. A failure here stops nothing.
      - run: payband fx update
        continue-on-error: true
      # 3: some sources or boards failed, the others were delivered.
      - run: payband run --due || [ $? -eq 3 ]
      # Also after a run that failed or was held: what it received and found must not be lost.
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: data
          key: payband-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
      - run: payband export --format parquet
      # Fail where no source has delivered for 36 hours, although the runs end well.
      - run: payband status --max-age 36h
      - run: mkdir -p site && cp -r data/reports/. data/exports/. site/
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - uses: actions/deploy-pages@v4
      # GitHub stops the schedule of a repository without commits for 60 days; this renews it.
      - run: gh api -X PUT "repos/$GITHUB_REPOSITORY/actions/workflows/payband.yml/enable"
        if: always()
        env:
          GH_TOKEN: ${{{{ github.token }}}}
"""


def github_actions(when: When) -> dict[str, str]:
    """Return the workflow by file name, for .github/workflows; `when` is in UTC."""
    minute = when.minute or OFF_HOUR
    return {"payband.yml": WORKFLOW.format(hours=when.hours, minute=minute, often=when.often)}
