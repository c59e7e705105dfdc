"""Write the sample's archives anew: `python -m tools.sample`, after any change in this folder."""

from tools.sample.archives import FOLDER, write_archives
from tools.sample.founding_crawls import ARCHIVE

if __name__ == "__main__":
    for file in write_archives(FOLDER, ARCHIVE):
        print(f"wrote {file.name}: {file.stat().st_size:,} bytes")
