"""A formula for Homebrew, which a tap has as Formula/dateline.rb (https://docs.brew.sh/Formula-Cookbook)."""


def make(release, output):
    package = output / f"{release.name}.rb"
    package.write_text(_formula(release))
    return [package]


def _formula(release):
    licences = ", ".join(f'"{licence}"' for licence in release.license.split(" OR "))
    systems = "\n".join(_system(release, system) for system in ["macos", "linux"])
    name = release.name
    return f"""\
class {name.capitalize()} < Formula
  desc "{release.summary}"
  homepage "{release.repository}"
{_version(release)}  license any_of: [{licences}]

{systems}
  def install
    bin.install "{name}"
    doc.install "THIRD-PARTY.txt"
    generate_completions_from_executable(bin/"{name}", "completions")
    system bin/"{name}", "man", "--into", man1
  end

  test do
    system bin/"{name}", "init", testpath/"site"
    system bin/"{name}", "build", "--site", testpath/"site"
    assert_path_exists testpath/"site/public/index.html"
  end
end
"""


def _version(release):
    """Homebrew reads a plain one in the address, and objects to its being said again."""
    return f'  version "{release.version}"\n' if "-" in release.version else ""


def _system(release, system):
    processors = [target for target in release.packed_as("brew") if target.says("brew")["os"] == system]
    return f"  on_{system} do\n" + "".join(map(_processor, processors)) + "  end\n"


def _processor(target):
    return (
        f"    on_{target.says('brew')['cpu']} do\n"
        f'      url "{target.url}"\n'
        f'      sha256 "{target.sha256}"\n'
        "    end\n"
    )
