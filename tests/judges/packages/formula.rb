# As much of Homebrew as a formula asks for (https://rubydoc.brew.sh/Formula.html):
#
#   ruby formula.rb FORMULA SYSTEM PROCESSOR [KEG]
#
# prints what the formula says for that machine; with KEG, it installs what is in this folder there, and runs its test.

require "fileutils"
require "json"
require "pathname"

FORMULA, SYSTEM, PROCESSOR, KEG = ARGV

class Pathname
  def install(*files)
    mkpath
    files.each { |file| FileUtils.mv(file, self) }
  end
end

class Formula
  SAID = {}

  class << self
    %i[desc homepage url sha256 license version].each do |field|
      define_method(field) { |value| SAID[field] = value }
    end

    { on_macos: "macos", on_linux: "linux" }.each do |name, system|
      define_method(name) { |&block| block.call if system == SYSTEM }
    end

    { on_arm: "arm", on_intel: "intel" }.each do |name, processor|
      define_method(name) { |&block| block.call if processor == PROCESSOR }
    end

    def test(&block)
      define_method(:run_test, &block)
    end
  end

  def prefix = Pathname.new(KEG)
  def bin = prefix/"bin"
  def doc = prefix/"share/doc/dateline"
  def man1 = prefix/"share/man/man1"
  def testpath = prefix/"test"

  def system(*words)
    Kernel.system(*words.map(&:to_s), out: File::NULL) or raise "#{words.join(" ")} failed"
  end

  def generate_completions_from_executable(*words)
    places = { bash: "share/bash-completion/completions/dateline", zsh: "share/zsh/site-functions/_dateline",
               fish: "share/fish/vendor_completions.d/dateline.fish" }
    places.each do |shell, place|
      (prefix/place).dirname.mkpath
      (prefix/place).write(IO.popen([*words.map(&:to_s), shell.to_s], &:read))
    end
  end

  def assert_path_exists(path)
    raise "#{path} is missing" unless path.exist?
  end
end

load FORMULA
puts JSON.generate(Formula::SAID)
if KEG
  dateline = Dateline.new
  dateline.install
  dateline.run_test
end
