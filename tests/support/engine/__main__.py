"""Tells where the generator and datamodel-code-generator read a description in another way."""

import sys

from generator import descriptions, pipeline
from generator.commandline import parse
from generator.job_arguments import job_of
from generator.languages import LANGUAGE
from generator.progress import Progress
from tests.support.engine import differences

arguments = parse(["dump", *sys.argv[1:]])
job, tell = job_of(arguments, arguments.package), Progress(quiet=True).tell
_, (api,), _ = pipeline.meaning(descriptions.describe(job, tell), [job], tell)
sys.exit("\n".join(differences(api, LANGUAGE.render(LANGUAGE.plan(api)))) or 0)
