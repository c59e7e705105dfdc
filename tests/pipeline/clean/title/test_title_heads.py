"""Titles where a word beside the job must not decide its role or level."""

from pipeline.clean.title.title_level import read_level
from pipeline.clean.title.title_role import read_role
from tests.support.rows import every_row

ROLES = [
    ("ML Engineer with verification", "Machine Learning Engineer"),
    ("Java研发工程师", "Software Engineer"),
    ("Senior Natural Language Processing (NLP) Engineer / Data Analyst", "NLP / Speech Engineer"),
    ("后端工程师 + 产品经理", "Software Engineer"),
    ("Full Stack Developer - AI Trainer", "Data Annotator / AI Trainer"),
    ("Graduate Trainee - Head of Data Division", "Data Analyst"),
    ("Senior Data Engineer (Spark, MLOps, Terraform)", "Data Engineer"),
    ("Data Scientist - Forward Deployed", "Forward Deployed Engineer"),
    ("Software Engineer, Data", "Data Engineer"),
    ("Software Engineer, Data Platform", "Software Engineer"),
    ("Software Engineer, AI Agents", "Software Engineer"),
    ("AI Software Engineer", "AI Engineer"),
    ("Data Product Senior Manager", "AI / Data Product Manager"),
    ("Context Engineer", "AI Engineer"),
    ("Director of Sales Enablement and AI Strategy", "Not-AI"),
    ("Data Center Procurement Manager", "Not-AI"),
    ("Cloud Security Engineer", "Security Engineer"),
    ("Engineering Manager, Search Frontend", "Engineering Manager"),
    ("Quality Control, Film Editing", "Not-AI"),
    ("SDE Intern", "Software Engineer"),
    ("MTS, MLE", "Machine Learning Engineer"),
    ("Engineering Manager, MLE", "Data & AI Leadership"),
    ("Senior MTS - Search Relevance", "Machine Learning Engineer"),
    ("Legal Engineering Manager, In-House", "Other-tech"),
    ("Legal Engineering", "Other-tech"),
]
LEVELS = [
    ("Data Engineer II - Senior Payments Team", "mid"),
    ("Senior Data Engineer - Junior Analysts Group", "senior"),
    ("Analytics Technical Lead, AVP", "lead"),
    ("AVP - Data", "executive"),
    ("Junior Category Manager", "entry"),
    ("Category Manager, Junior Brands", "manager"),
    ("Product Senior Manager, AI", "senior"),
    ("Старший инженер данных", "senior"),
    ("Kıdemli Veri Mühendisi", "senior"),
]


@every_row(("title", "role"), ROLES)
def test_the_head_decides_the_role(title, role):
    form = read_role(title).form
    assert (form.role if form else "") == role


@every_row(("title", "level"), LEVELS)
def test_the_job_decides_the_level(title, level):
    assert read_level(title).level == level
